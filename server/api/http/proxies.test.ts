import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { parse } from "yaml";
import { uploadFile } from "../../../client/attachments/upload-file.ts";
import type { ChatClient } from "../../../client/connect.ts";
import { newId } from "../../../shared/ids.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { findProxy, type ProxyName } from "../../../testing/proxies/find-proxy.ts";
import {
  clientOf,
  handshake,
  readEvents,
  TrustingSocket,
  visitFrom,
} from "../../../testing/proxies/proxy-clients.ts";
import { type RunningProxy, samples, startProxy } from "../../../testing/proxies/start-proxy.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { freePort } from "../../platform/free-port.ts";
import { createLog } from "../../platform/log.ts";

// The sample files of docs/operations/proxies, run as they stand but for names, ports and certificates.

const programs = { nginx: findProxy("nginx"), caddy: findProxy("caddy") };
const ports = { nginx: freePort(), caddy: freePort() };
const origins = Object.values(ports).map((port) => `https://localhost:${port}`);

/** Shorter than the server's, so that a socket is idle for many of them in little time. */
const pingMs = 250;

const resources = new AsyncDisposableStack();
const lines: string[] = [];
let app: App;
let mock: MockProvider;
beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  app = resources.use(
    await startTestApp({
      providerUrl: mock.url,
      config: {
        publicOrigin: origins[0] ?? null,
        allowedOrigins: origins,
        trustedProxies: ["127.0.0.1"],
      },
      sockets: { pingMs, pongWaitMs: 20_000 },
      log: createLog("warn", { write: (line) => void lines.push(line) }),
    }),
  );
}, 60_000);
afterAll(() => resources.disposeAsync());

const start = (name: ProxyName, edit?: (sample: string) => string, port = ports[name]) =>
  startProxy(name, {
    program: programs[name] ?? name,
    port,
    node: app.origin,
    ...(edit && { edit }),
  });

for (const name of ["nginx", "caddy"] as const)
  describe.skipIf(programs[name] === null)(`behind ${name}, as the sample sets it up`, () => {
    let proxy: RunningProxy;
    let client: ChatClient;
    beforeAll(async () => {
      proxy = await start(name);
      client = clientOf(proxy);
    }, 60_000);
    afterAll(async () => {
      await client?.close();
      await proxy?.[Symbol.asyncDispose]();
    });

    test("a reply arrives word by word, over the socket and as events over HTTP", async () => {
      const { accessToken: token } = await client.grant();
      const before = mock.requests.filter(({ kind }) => kind === "reply").length;
      const { reply } = await client.api.messages.send.mutate(newSend({ text: "Go [[gate]]" }));
      const generationId = present(reply.generation).id;
      let received = "";
      const ended = Promise.withResolvers<void>();
      const { unsubscribe } = client.api.generations.watch.subscribe(
        { generationId },
        {
          onData: ({ data }) => void (received += JSON.stringify(data)),
          onComplete: () => ended.resolve(),
          onError: ended.reject,
        },
      );
      const events = await readEvents(proxy, { token, generationId });
      expect(events.type).toStartWith("text/event-stream");
      await mock.waitForRequest(before + 1);
      // The provider says the next word only when the one before has come through.
      for (const word of ["one", "two", "three"]) {
        mock.push(`${word} `, before + 1);
        await untilTrue(word, () => received.includes(word));
        await events.until(word);
      }
      mock.release(before + 1);
      await ended.promise;
      unsubscribe();
      await events.close();
    });

    test("a file of more than a megabyte gets through", async () => {
      const file = new Blob(["All work and no play. ".repeat(70_000)], { type: "text/plain" });
      expect(file.size).toBeGreaterThan(1_500_000);
      const upload = await uploadFile(client, { id: newId("attachment"), file, name: "long.txt" });
      expect(upload.status).toBe("ready");
    });

    test("cookies are for TLS alone, whatever the client claims, and other origins stay out", async () => {
      const answer = await fetch(`${proxy.origin}/trpc/auth.guest`, {
        method: "POST",
        headers: {
          origin: proxy.origin,
          "content-type": "application/json",
          "x-forwarded-proto": "http",
        },
        body: "{}",
        tls: { ca: proxy.ca },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("set-cookie")).toStartWith("__Host-chatkit_session_id=");
      const { host } = new URL(proxy.origin);
      expect(await handshake(proxy, { host, origin: proxy.origin })).toBe(101);
      expect(await handshake(proxy, { host, origin: `http://${host}` })).toBe(403);
      expect(lines.join("")).not.toContain("Upgrade header");
    });

    test.skipIf(process.platform !== "linux")(
      "a client has the address that the proxy saw, and not the one that it claims",
      async () => {
        // All of 127.0.0.0/8 is this machine; only 127.0.0.1 is trusted.
        const token = await visitFrom("127.0.0.2", proxy);
        const [session] = await apiAs(app.origin, token).account.sessions.query();
        expect(session?.address).toBe("127.0.0.2");
      },
    );

    test("no stranger reads the metrics", async () => {
      const answer = await fetch(`${proxy.origin}/metrics`, { tls: { ca: proxy.ca } });
      expect(answer.status).toBe(403);
    });
  });

describe.skipIf(programs.nginx === null)("behind nginx", () => {
  test("a socket in which no one speaks outlives the timeout, because the server pings it", async () => {
    // The sample's timeout and the server's pings, both shorter by about the same.
    const shorter = (sample: string) => sample.replace(/(proxy_read_timeout) 90s/, "$1 1s");
    await using proxy = await start("nginx", shorter, freePort());
    const client = clientOf(proxy);
    const { accessToken: token } = await client.grant();
    const socket = new TrustingSocket(
      `${proxy.origin.replace("https", "wss")}/trpc?connectionParams=1`,
      { tls: { ca: proxy.ca } },
    );
    let pings = 0;
    let isClosed = false;
    socket.addEventListener("open", () =>
      socket.send(JSON.stringify({ method: "connectionParams", data: { token } })),
    );
    socket.addEventListener("message", ({ data }) => {
      if (data !== "PING") return;
      pings++;
      socket.send("PONG");
    });
    socket.addEventListener("close", () => (isClosed = true));
    await untilTrue("pings for twice the timeout", () => isClosed || pings > 2_000 / pingMs);
    expect(isClosed).toBe(false);
    socket.close();
    await client.close();
  });

  test("without the lines for the upgrade a socket is refused, and the log names them", async () => {
    const edit = (sample: string) => sample.replaceAll(/^.*(Upgrade|Connection) \$.*$/gm, "");
    await using proxy = await start("nginx", edit, freePort());
    const own = { host: new URL(origins[0] ?? "").host, origin: origins[0] ?? "" };
    expect(await handshake(proxy, own)).toBe(426);
    const said = lines.find((line) => line.includes("does not pass its Upgrade header on")) ?? "";
    expect(said).toContain("proxy_set_header Upgrade $http_upgrade");
  });

  test("without the line for Host a page is refused, and the log names it, once", async () => {
    // nginx puts the name in `proxy_pass` into Host unless it is told otherwise.
    const edit = (sample: string) => sample.replaceAll(/^.*set_header Host .*$/gm, "");
    await using proxy = await start("nginx", edit, freePort());
    for (let time = 0; time < 5; time++) {
      const answer = await fetch(`${proxy.origin}/`, { tls: { ca: proxy.ca } });
      expect(answer.status).toBe(421);
      expect(await answer.text()).toContain("does not answer as chatkit");
    }
    const about = lines.filter((line) => line.includes("name of another server"));
    expect(about).toHaveLength(1);
    expect(about[0]).toContain("proxy_set_header Host $http_host");
  });
});

test("Traefik's sample, which no test runs, names only what it defines", async () => {
  const { http } = parse(await Bun.file(join(samples, "traefik.yaml")).text());
  const { rule, service } = http.routers.chatkit;
  expect(rule).toBe("Host(`chat.example.org`)");
  expect(Object.keys(http.services)).toEqual([service]);
  expect(http.services[service].loadBalancer).toMatchObject({
    servers: [{ url: "http://127.0.0.1:8000" }],
    passHostHeader: true,
  });
});
