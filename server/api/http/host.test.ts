import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { exchangeWhole, handshake } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

// DNS rebinding: a page whose name the attacker points at this server. OWASP ASVS 5.0, 3.5 and 4.4.2.

const resources = new AsyncDisposableStack();
let lines: Record<string, unknown>[] = [];
const log = createLog("warn", { write: (line) => void lines.push(JSON.parse(line)) });
let app: App;
let published: App;
let sql: Sql;
/** Longer than a server is silent by default, ten seconds. */
const coldStartMs = 12_000;
/** Stands for Vite. */
let assets: { asked: number; url: string };

beforeAll(async () => {
  const counted = { asked: 0, url: "" };
  const vite = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 60,
    async fetch({ url }) {
      counted.asked++;
      if (url.endsWith("/cold.css")) await Bun.sleep(coldStartMs);
      return new Response("a source of the app");
    },
  });
  resources.defer(() => vite.stop(true));
  counted.url = vite.url.origin;
  assets = counted;
  app = resources.use(
    await startTestApp({ config: { role: "web", devAssetsUrl: vite.url.origin }, log }),
  );
  const { databaseUrl } = app;
  const chat = "https://chat.example.org";
  published = resources.use(
    await startTestApp({
      databaseUrl,
      log,
      config: { role: "web", publicOrigin: chat, allowedOrigins: [chat], devAssetsUrl: assets.url },
    }),
  );
  sql = postgres(databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});

afterAll(() => resources.disposeAsync());

/** Sends a request with this `Host`, from a page of that address; gives the answer's status and the rest of it. */
async function ask(server: App, target: string, headers: Record<string, string>) {
  const { hostname, port } = new URL(server.origin);
  const body = target.startsWith("POST ") ? "{}" : "";
  const lengths = body === "" ? {} : { "content-type": "application/json", "content-length": "2" };
  const fields = { connection: "close", ...lengths, ...headers };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const request = [`${target} HTTP/1.1`, ...head, "", body].join("\r\n");
  const text = await exchangeWhole({ hostname, port: Number(port) }, request);
  return { status: Number(text.split(" ")[1]), text };
}

test("a cold start of the development server is waited for", async () => {
  const answer = await fetch(`${app.origin}/cold.css`);
  expect([answer.status, await answer.text()]).toEqual([200, "a source of the app"]);
}, 40_000);

const everything = [
  "GET /",
  "GET /src/main.tsx",
  "GET /dev/mail",
  "GET /export",
  "GET /openapi.json",
  "GET /docs/api",
  "GET /trpc/auth.me",
  "GET /trpc",
  "GET /v1/chatkit/threads",
  "POST /trpc/auth.guest",
  "POST /trpc/auth.refresh",
  "POST /trpc",
  "POST /api/create-session",
  "POST /api/messages",
  "POST /v1/chatkit/sessions",
];

describe("a page whose name is pointed at the server", () => {
  test("gets nothing, although its Host is its Origin: no guest, no page, no source, no mail", async () => {
    const before = await sql`select count(*) from users`;
    const askedBefore = assets.asked;
    for (const Host of ["evil.example", "evil.example:8000", "chat.example.org.evil.example"])
      for (const server of [app, published])
        for (const target of everything) {
          const { status, text } = await ask(server, target, { Host, Origin: `http://${Host}` });
          expect([target, status]).toEqual([target, 421]);
          expect(text.toLowerCase()).not.toContain("set-cookie");
          expect(text).toContain(`does not answer as ${Host.split(":")[0]}`);
          expect(text).toContain("PUBLIC_URL");
        }
    expect(await sql`select count(*) from users`).toEqual(before);
    expect(assets.asked).toBe(askedBefore);
  });

  test("gets no socket", async () => {
    for (const server of [app, published])
      for (const headers of [
        { Host: "evil.example", Origin: "http://evil.example" },
        { Host: "evil.example" },
      ])
        expect(await handshake(server.origin, "/trpc?connectionParams=1", headers)).toBe(421);
  });

  test("reads no metrics, although the connection comes from this machine", async () => {
    for (const server of [app, published]) {
      const foreign = await ask(server, "GET /metrics", { Host: "evil.example:8000" });
      expect([foreign.status, foreign.text.includes("chatkit_build_info")]).toEqual([403, false]);
      const own = await ask(server, "GET /metrics", { Host: "localhost:8000" });
      expect([own.status, own.text.includes("chatkit_build_info")]).toEqual([200, true]);
    }
  });

  test("is known by Host, not by the address in the request line", async () => {
    const target = `GET ${app.origin}/openapi.json`;
    expect((await ask(app, target, { Host: "evil.example" })).status).toBe(421);
  });
});

test("health answers under any name: orchestrators ask by addresses of their own", async () => {
  for (const server of [app, published])
    for (const Host of ["10.1.2.3:8000", "chatkit.default.svc:8000", "pod-7"])
      for (const path of ["/livez", "/readyz"])
        expect([Host, (await ask(server, `GET ${path}`, { Host })).status]).toEqual([Host, 200]);
});

test("the server answers as the loopback and, where that is set, as PUBLIC_URL", async () => {
  for (const Host of ["localhost:8000", "127.0.0.1", "[::1]:8000", "app.localhost"])
    expect(
      (await ask(app, "POST /trpc/auth.guest", { Host, Origin: `http://${Host}` })).status,
    ).toBe(200);
  const own = { Host: "chat.example.org", Origin: "https://chat.example.org" };
  expect((await ask(published, "POST /trpc/auth.guest", own)).status).toBe(200);
  expect((await ask(published, "GET /", { Host: own.Host })).text).toContain("a source of the app");
  expect(await handshake(published.origin, "/trpc?connectionParams=1", own)).toBe(101);
  const notTls = { ...own, Origin: "http://chat.example.org" };
  expect((await ask(published, "POST /trpc/auth.guest", notTls)).status).toBe(403);
  expect(await handshake(published.origin, "/trpc?connectionParams=1", notTls)).toBe(403);
});

describe("the log", () => {
  const logged = (message: string) =>
    lines.flatMap(({ msg, origin, host, mend }) =>
      msg === message ? [{ origin, host, mend }] : [],
    );

  test("says once which page was refused and what mends it, however often it tries", async () => {
    lines = [];
    const behindProxy = { Host: "127.0.0.1", Origin: "http://127.0.0.1:8080" };
    for (let i = 0; i < 5; i++) {
      expect((await ask(app, "POST /trpc/auth.guest", behindProxy)).status).toBe(403);
      expect(await handshake(app.origin, "/trpc?connectionParams=1", behindProxy)).toBe(403);
    }
    expect(logged("refused a page: its origin is not allowed")).toEqual([
      {
        origin: "http://127.0.0.1:8080",
        host: "127.0.0.1",
        mend: "PUBLIC_URL=http://127.0.0.1:8080, or ALLOWED_ORIGINS",
      },
    ]);
  });

  test("says which name was refused and what mends it", async () => {
    lines = [];
    await ask(app, "GET /", {
      Host: "chat.lan.example:8443",
      Origin: "https://chat.lan.example:8443",
    });
    expect(logged("refused a request for a name of another server")).toEqual([
      {
        origin: "https://chat.lan.example:8443",
        host: "chat.lan.example:8443",
        mend: "PUBLIC_URL=https://chat.lan.example:8443, or ALLOWED_ORIGINS",
      },
    ]);
  });

  test("says which address of a proxy is missing in TRUST_PROXY", async () => {
    lines = [];
    const own = { Host: "chat.example.org", Origin: "https://chat.example.org" };
    const message = "a proxy is not trusted: all people behind it share the limits of one address";
    await handshake(published.origin, "/trpc?connectionParams=1", own);
    expect(logged(message)).toEqual([]);
    const proxied = { ...own, "X-Forwarded-For": "192.0.2.7" };
    for (let i = 0; i < 3; i++)
      expect(await handshake(published.origin, "/trpc?connectionParams=1", proxied)).toBe(101);
    expect(logged(message)).toEqual([
      { origin: own.Origin, host: own.Host, mend: "TRUST_PROXY=127.0.0.1" },
    ]);
    // Without PUBLIC_URL, the server is not taken to be behind a proxy.
    lines = [];
    const local = { Host: "localhost:8000", Origin: "http://localhost:8000" };
    const other = { ...local, "X-Forwarded-For": "192.0.2.7" };
    expect(await handshake(app.origin, "/trpc?connectionParams=1", other)).toBe(101);
    expect(logged(message)).toEqual([]);
  });

  test("says that a proxy loses the headers of an upgrade, and which lines pass them on", async () => {
    lines = [];
    const handshakeWithout = {
      Host: "localhost:8000",
      Origin: "http://localhost:8000",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    for (let i = 0; i < 3; i++)
      expect((await ask(app, "GET /trpc?connectionParams=1", handshakeWithout)).status).toBe(426);
    // A call that is no handshake has not lost its `Upgrade` header.
    expect((await ask(app, "GET /trpc", { Host: "localhost:8000" })).status).toBe(426);
    const said = logged("refused a WebSocket: a proxy does not pass its Upgrade header on");
    expect(said).toHaveLength(1);
    expect(said[0]?.mend).toContain("proxy_set_header Upgrade $http_upgrade");
  });
});
