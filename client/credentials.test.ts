import { expect, test } from "bun:test";
import { createMemoryCredentials, withSessionCookie } from "./credentials.ts";

/** A server that notes the cookies it is sent and answers with the given `Set-Cookie` lines. */
function answering(...answers: string[][]) {
  const sent: (string | null)[] = [];
  const fetch = async (_: string | URL | Request, init?: RequestInit) => {
    sent.push(new Headers(init?.headers).get("cookie"));
    const headers = new Headers();
    for (const line of answers.shift() ?? []) headers.append("set-cookie", line);
    return new Response("{}", { headers });
  };
  return { sent, fetch };
}

test("keeps the session cookie among others and sends it back", async () => {
  const storage = createMemoryCredentials();
  const server = answering([
    "theme=dark; Path=/",
    "chatkit_session_id=abc; Path=/; HttpOnly; Max-Age=60",
  ]);
  const fetch = withSessionCookie(server.fetch, storage);
  await fetch("http://host/trpc/auth.guest");
  await fetch("http://host/trpc/auth.refresh", { headers: { accept: "application/json" } });
  expect(server.sent).toEqual([
    null,
    "__Host-chatkit_session_id=abc; __Secure-chatkit_session_id=abc; chatkit_session_id=abc",
  ]);
  expect(await storage.load()).toBe("abc");
});

test("goes on with the name for TLS when the server takes the plain one away", async () => {
  const storage = createMemoryCredentials();
  const plain = "chatkit_session_id=; Max-Age=0; Path=/";
  const server = answering(
    ["__Host-chatkit_session_id=abc; Path=/; Secure"],
    ["__Host-chatkit_session_id=next; Path=/; Secure", plain],
    [plain, "__Host-chatkit_session_id=last; Path=/; Secure"],
  );
  const fetch = withSessionCookie(server.fetch, storage);
  const kept: (string | null)[] = [];
  for (let i = 0; i < 3; i++) {
    await fetch("https://host/");
    kept.push(await storage.load());
  }
  expect(kept).toEqual(["abc", "next", "last"]);
});

test.each([
  "chatkit_session_id=; Path=/",
  "chatkit_session_id=x; Max-Age=0; Path=/",
  "chatkit_session_id=x; max-age=-1",
])("forgets a cookie that the server takes away: %s", async (line) => {
  const storage = createMemoryCredentials();
  const server = answering(["chatkit_session_id=abc"], [line]);
  const fetch = withSessionCookie(server.fetch, storage);
  await fetch("http://host/");
  await fetch("http://host/");
  expect(await storage.load()).toBeNull();
});
