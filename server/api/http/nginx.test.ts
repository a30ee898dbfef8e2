import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../app/app.ts";
import { freePort } from "../../platform/free-port.ts";
import { createLog } from "../../platform/log.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { handshake } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// The README's nginx configuration, run as it stands but for its port, its certificate and the server's
// address. Left out where nginx is not installed.

const nginx = Bun.which("nginx", { PATH: `${process.env["PATH"]}:/usr/sbin:/usr/local/sbin` });

/** Runs nginx with a `server` block and gives its port. Disposing ends it. */
async function startNginx(block: (port: number) => string) {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "chatkit-nginx-"));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const port = freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const http = `http { access_log off; ${temporary.join(" ")}\n${block(port)}\n}`;
  const config = `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;\nevents {}\n${http}`;
  await Bun.write(join(folder, "nginx.conf"), config);
  const child = Bun.spawn(
    [nginx ?? "nginx", "-e", `${folder}/error.log`, "-c", `${folder}/nginx.conf`],
    {
      stdio: ["ignore", "ignore", "ignore"],
    },
  );
  opening.defer(async () => {
    child.kill();
    await child.exited;
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilTrue("nginx", async () => {
    if (child.exitCode !== null)
      throw new Error(`nginx has ended: ${await Bun.file(`${folder}/error.log`).text()}`);
    return fetch(`${origin}/livez`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
  const opened = opening.move();
  return { origin, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function readmeBlock(): Promise<string> {
  const readme = await Bun.file(join(import.meta.dirname, "../../../README.md")).text();
  const block = /```nginx\n([^]*?)```/.exec(readme)?.[1];
  if (block === undefined) throw new Error("README.md has no nginx configuration.");
  return block;
}

describe.skipIf(nginx === null)("behind nginx", () => {
  const chat = "https://chat.example.org";
  const lines: string[] = [];
  let app: App;
  beforeAll(async () => {
    app = await startTestApp({
      config: { publicOrigin: chat, allowedOrigins: [chat], trustedProxies: ["127.0.0.1"] },
      log: createLog("warn", { write: (line) => void lines.push(line) }),
    });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const proxied = (block: string, port: number) =>
    block
      .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
      .replaceAll(/^ *ssl_certificate.*$/gm, "")
      .replace("http://127.0.0.1:8000", app.origin);
  const path = "/trpc?connectionParams=1";
  const page = { Host: "chat.example.org", Origin: chat };

  test("as the README sets it up, pages, calls and sockets get through", async () => {
    const block = await readmeBlock();
    await using proxy = await startNginx((port) => proxied(block, port));
    const guest = await fetch(`${proxy.origin}/trpc/auth.guest`, {
      method: "POST",
      headers: { ...page, "content-type": "application/json" },
      body: "{}",
    });
    expect(guest.status).toBe(200);
    expect(guest.headers.get("set-cookie")).toStartWith("__Host-chatkit_session_id=");
    expect(await handshake(proxy.origin, path, page)).toBe(101);
    const { token, user } = await newVisitor(proxy.origin);
    using socket = openChatSocket(proxy.origin, token);
    expect(await socket.api.auth.me.query()).toEqual(user);
    const evil = { Host: "evil.example", Origin: "http://evil.example" };
    expect(await handshake(proxy.origin, path, evil)).toBe(421);
    expect(
      await handshake(proxy.origin, path, { ...page, Origin: "http://chat.example.org" }),
    ).toBe(403);
    expect(lines.join("")).not.toContain("Upgrade header");
  });

  test("without the lines for the upgrade a socket is refused, and the log names them", async () => {
    const block = (await readmeBlock()).replaceAll(/^.*(Upgrade|Connection) \$.*$/gm, "");
    await using proxy = await startNginx((port) => proxied(block, port));
    expect(await handshake(proxy.origin, path, page)).toBe(426);
    const said = lines.find((line) => line.includes("does not pass its Upgrade header on")) ?? "";
    expect(said).toContain("proxy_set_header Upgrade $http_upgrade");
    expect(said).toContain(chat);
  });

  test("without the line for Host a page is refused, told which setting to make, and logged once", async () => {
    const refused: string[] = [];
    await using plain = await startTestApp({
      log: createLog("warn", { write: (line) => void refused.push(line) }),
    });
    // nginx puts the address of `proxy_pass` into Host unless it is told otherwise.
    await using proxy = await startNginx(
      (port) => `server { listen 127.0.0.1:${port}; location / { proxy_pass ${plain.origin}; } }`,
    );
    const lan = { Host: "chat.lan", Origin: "http://chat.lan" };
    for (let time = 0; time < 20; time++) {
      const answer = await fetch(`${proxy.origin}/trpc/auth.guest`, {
        method: "POST",
        headers: { ...lan, "content-type": "application/json" },
        body: "{}",
      });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("set PUBLIC_URL");
    }
    const about = refused.filter((line) => line.includes("http://chat.lan"));
    expect(about).toHaveLength(1);
    expect(JSON.parse(about[0] ?? "")).toMatchObject({
      host: new URL(plain.origin).host,
      origin: "http://chat.lan",
      mend: "ALLOWED_ORIGINS=http://chat.lan",
    });
  });

  test("without the line for Host the setting that was named lets the page in", async () => {
    const config = { allowedOrigins: ["http://chat.lan"] };
    await using plain = await startTestApp({ config });
    await using proxy = await startNginx(
      (port) => `server { listen 127.0.0.1:${port}; location / { proxy_pass ${plain.origin}; } }`,
    );
    const answer = await fetch(`${proxy.origin}/trpc/auth.guest`, {
      method: "POST",
      headers: { Host: "chat.lan", Origin: "http://chat.lan", "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(200);
  });
});
