import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connectChat } from "../../../client/connect.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { handshake } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { belowBase, outsideBase } from "./base-path.ts";

test("a path below the base is as if the server were at the root", () => {
  expect(belowBase("/trpc", "")).toBe("/trpc");
  expect(belowBase("/chat/", "/chat")).toBe("/");
  expect(belowBase("/chat/trpc/a", "/chat")).toBe("/trpc/a");
  for (const path of ["/livez", "/readyz", "/metrics"]) {
    expect(belowBase(path, "/chat")).toBe(path);
    expect(belowBase(`/chat${path}`, "/chat")).toBe(path);
  }
  for (const path of ["/", "/chat", "/chatty/", "/trpc", "/s/x", "/livez/x"])
    expect(belowBase(path, "/chat")).toBeNull();
});

test("the base without its slash leads to it with one, and keeps the query", () => {
  const answer = outsideBase("http://a.example/chat?temporary=1", "/chat");
  expect([answer.status, answer.headers.get("location")]).toEqual([308, "/chat/?temporary=1"]);
  expect(outsideBase("http://a.example/chatty", "/chat").status).toBe(404);
});

describe("a server below /chat", () => {
  let app: App;
  let address: string;
  beforeAll(async () => {
    app = await startTestApp({ config: { basePath: "/chat", trustedProxies: ["127.0.0.1"] } });
    address = `${app.origin}/chat`;
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  test("answers calls, sockets and routes there, and nowhere else", async () => {
    const { token, user } = await newVisitor(address);
    using socket = openChatSocket(address, token);
    expect(await socket.api.auth.me.query()).toEqual(user);
    expect(await handshake(app.origin, "/trpc?connectionParams=1")).toBe(404);
    for (const path of ["/trpc/auth.me", "/export", "/openapi.json", "/v1/models", "/s/x", "/"])
      expect([path, (await fetch(app.origin + path)).status]).toEqual([path, 404]);
    for (const path of ["/livez", "/readyz", "/metrics"]) {
      expect((await fetch(app.origin + path)).status).toBe(200);
      expect((await fetch(address + path)).status).toBe(200);
    }
    expect(await (await fetch(`${app.origin}/trpc/auth.me`)).text()).toContain("BASE_PATH");
  });

  test("sets its cookies for that path alone", async () => {
    const answer = await fetch(`${address}/trpc/auth.guest`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(200);
    for (const line of answer.headers.getSetCookie()) expect(line).toContain("; Path=/chat; ");
    const session = await fetch(`${address}/api/create-session`, { method: "POST" });
    expect(session.headers.get("set-cookie")).toContain("; Path=/chat; ");
  });

  test("sets them for TLS alone where a trusted proxy has it, without PUBLIC_URL too", async () => {
    const ask = async (path: string, proto: string) => {
      const answer = await fetch(address + path, {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-proto": proto },
        body: "{}",
      });
      return answer.headers.get("set-cookie") ?? "";
    };
    for (const path of ["/trpc/auth.guest", "/api/create-session"]) {
      expect(await ask(path, "https")).toMatch(/^__Secure-chatkit_session_id=.*; Secure$/);
      expect(await ask(path, "http")).toMatch(/^chatkit_session_id=.*; SameSite=Lax$/);
    }
  });

  test("describes its routes with that path", async () => {
    const document = await (await fetch(`${address}/openapi.json`)).json();
    expect(document).toMatchObject({ servers: [{ url: "/chat" }] });
    expect(Object.keys(document.paths)).toContain("/api/create-session");
    const page = await (await fetch(`${address}/docs/api`)).text();
    expect(page).toContain(`href="/chat/openapi.json"`);
    expect(page).not.toMatch(/(?:href|src|action)="\/(?!chat\/)/);
  });

  test("has pages for links, and the inbox, whose own links stay below it", async () => {
    for (const path of [`/s/${"x".repeat(22)}`, "/dev/mail"]) {
      const page = await (await fetch(address + path)).text();
      expect(page).toContain(`href="/chat/favicon.svg"`);
      expect(page).not.toMatch(/(?:href|src|action)="\/(?!chat\/)/);
    }
  });

  test("is a path of the client's address, with or without a slash at its end", async () => {
    for (const url of [address, `${address}/`]) {
      const client = connectChat({ url });
      const { user } = await client.grant();
      expect((await client.api.auth.me.query()).id).toBe(user.id);
      const answer = await client.request("/export");
      expect(answer.status).toBe(200);
      await answer.body?.cancel();
      await client.close();
    }
  });
});
