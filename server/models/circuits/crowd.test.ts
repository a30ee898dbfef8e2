import { expect, test } from "bun:test";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startCrowdedServer } from "../../../testing/server/crowded-server.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { apiAs, newSend, newVisitor } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";
import { openDatabase } from "../../platform/db/client.ts";

test("a crowd that is told to wait comes back one by one, over all nodes, and none of it is sent away", async () => {
  await using resources = new AsyncDisposableStack();
  const limits = { atOnce: 2, replyMs: 200, retryAfterSeconds: 1 };
  const server = resources.use(startCrowdedServer(limits));
  const { url: databaseUrl } = resources.use(await createTestDatabase());
  const config = { provider: providerTo([connectionTo(server.url)]) };
  const first = resources.use(await startTestApp({ databaseUrl, config }));
  const second = resources.use(await startTestApp({ databaseUrl, config }));
  const { sql } = resources.use(openDatabase(databaseUrl, 1));
  const [many, one] = [await newVisitor(first.origin), await newVisitor(first.origin)];
  const send = ({ origin }: { origin: string }, token: string, text: string) =>
    apiAs(origin, token).messages.send.mutate(newSend({ text }));
  const sent = Array.from({ length: 16 }, (_, i) =>
    send(i % 2 ? first : second, many.token, `crowd ${i}`),
  );
  await Promise.all(sent);
  await untilTrue("a refusal", () => server.requests.some(({ isRefused }) => isRefused));
  const begun = server.requests.length;
  await send(second, one.token, "alone");
  await untilTrue("the end of all replies", async () => {
    const live = await sql`select 1 from generations where status in ('queued', 'running')`;
    return live.length === 0;
  });
  const ends = await sql<{ status: string }[]>`select status from generations`;
  expect(ends.map(({ status }) => status)).toEqual(Array.from({ length: 17 }, () => "completed"));
  // The ones after the first wave, which no node could know to be one too many.
  const later = server.requests.slice(begun);
  const answered = later.filter(({ isRefused }) => !isRefused).map(({ text }) => text);
  expect(answered.slice(0, 4)).toContain("alone");
  // Of each node the call that tests the end of the pause, or what was on its way at a refusal.
  const pauses = countPauses(later.filter(({ isRefused }) => isRefused).map(({ at }) => at));
  expect(later.length - answered.length).toBeLessThanOrEqual(pauses * 3);
}, 60_000);

/** Refusals that are less than half a second apart belong to one pause. */
function countPauses(refusedAt: readonly number[]): number {
  return refusedAt.filter((at, i) => at - (refusedAt[i - 1] ?? -Infinity) > 500).length;
}
