import { expect, test } from "bun:test";
import { createStartedDatabase } from "../../../testing/server/test-database.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

const token = "a-token-of-some-length";

test.each(["all", "web", "worker"] as const)(
  "with a port of their own, the metrics of a node (%s) are there alone, until its end",
  async (role) => {
    await using database = await createStartedDatabase();
    const app = await startTestApp({
      databaseUrl: database.url,
      config: { role, metricsPort: 0 },
    });
    await using closing = new AsyncDisposableStack();
    closing.use(app);
    expect(app.metricsOrigin).not.toBe(app.origin);
    const answer = await fetch(`${app.metricsOrigin}/metrics`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("chatkit_build_info{");
    expect((await fetch(`${app.metricsOrigin}/livez`)).status).toBe(404);
    expect((await fetch(`${app.origin}/metrics`)).status).toBe(404);
    expect((await fetch(`${app.origin}/livez`)).status).toBe(200);
    await closing.disposeAsync();
    await expect(fetch(`${app.metricsOrigin}/metrics`)).rejects.toThrow();
  },
);

test("the token is asked for there too", async () => {
  await using app = await startTestApp({
    config: { role: "worker", metricsPort: 0, metricsToken: token },
  });
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`${app.metricsOrigin}/metrics`, { headers })).status;
  expect(await ask({})).toBe(401);
  expect(await ask({ authorization: `Bearer ${token}` })).toBe(200);
});

test("without one, not through a proxy", async () => {
  await using app = await startTestApp({ config: { role: "worker", metricsPort: 0 } });
  const headers = { "x-forwarded-for": "127.0.0.1" };
  expect((await fetch(`${app.metricsOrigin}/metrics`, { headers })).status).toBe(403);
});

test("a port that is taken is named with its setting", async () => {
  using taken = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  await using database = await createStartedDatabase();
  const starting = startTestApp({
    databaseUrl: database.url,
    config: { metricsPort: taken.port },
  });
  await expect(starting).rejects.toThrow(/in use.*METRICS_PORT/);
});
