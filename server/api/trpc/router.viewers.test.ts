import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import {
  type ListedProcedure,
  listProcedures,
  outcomeOf,
  readEverything,
} from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// OWASP ASVS 5.0, 8.2 (authorization): every procedure there is, by viewers who may do less.

const procedures = listProcedures();

/** Procedures open to all callers, with the same answer for each. */
const open = new Set([
  "auth.guest",
  "auth.refresh",
  "auth.mailWay",
  "auth.entry",
  "auth.openInvitation",
  "auth.signUp",
  "auth.signIn",
  "identities.providers",
  "identities.begin",
  "auth.signOut",
  "auth.verifyEmail",
  "auth.requestPasswordReset",
  "auth.resetPassword",
  "account.confirmEmailChange",
]);
const closed = procedures.filter(({ path }) => !open.has(path));

let app: App;
let sql: Sql;
/** Of an account with a conversation: its ids, by the names that inputs give to them. */
let own: Record<string, string>;
let reader: string;
let adminKey: string;
let disabledToken: string;
let disabledKey: string;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  const given = { origin: app.origin, sql };
  const ann = await newAccount(given, "ann@example.org");
  const { thread, message, reply } = await ann.api.messages.send.mutate(newSend());
  const attachmentId = newId("attachment");
  await ann.api.attachments.create.mutate({
    id: attachmentId,
    name: "own.txt",
    mimeType: "text/plain",
    size: 4,
  });
  own = {
    id: message.id,
    attachmentId,
    threadId: thread.id,
    messageId: reply.id,
    generationId: reply.generation?.id ?? "",
    title: "another",
    text: "more",
  };
  reader = (await ann.api.apiKeys.create.mutate({ name: "reads", scopes: ["read"] })).secret;
  adminKey = (await ann.api.apiKeys.create.mutate({ name: "runs", scopes: ["admin"] })).secret;
  const bob = await newAccount(given, "bob@example.org");
  disabledKey = (await bob.api.apiKeys.create.mutate({ name: "bob's", scopes: ["chat"] })).secret;
  disabledToken = bob.token ?? "";
  await sql`update users set disabled_at = now() where email = 'bob@example.org'`;
  // What was looked up a moment before holds for that moment.
  const me = { path: "auth.me", type: "query", hasInput: false, reach: "own" } as const;
  await untilTrue("a refusal", async () => (await overHttp(me, disabledToken)) !== null);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

/** The code that a call over HTTP is refused with; null for an answer. */
async function overHttp({ path, type }: ListedProcedure, token: string): Promise<unknown> {
  const isMutation = type === "mutation";
  const query = isMutation ? "" : `?input=${encodeURIComponent(JSON.stringify(own))}`;
  const stop = new AbortController();
  const answer = await fetch(`${app.origin}/trpc/${path}${query}`, {
    method: isMutation ? "POST" : "GET",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    ...(isMutation ? { body: JSON.stringify(own) } : {}),
    signal: stop.signal,
  });
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    // A stream's first event says whether it is let in.
    const first = await answer.body?.getReader().read();
    stop.abort();
    return /"appCode":"(\w+)"/.exec(new TextDecoder().decode(first?.value))?.[1] ?? null;
  }
  const { error } = await answer.json();
  return error?.data.appCode ?? null;
}

async function overSocket({ path, type }: ListedProcedure, token: string): Promise<unknown> {
  using socket = await openRawSocket(app.origin, { token });
  socket.send({ id: 1, method: type, params: { path, input: own } });
  return (await outcomeOf(socket, 1))?.data["appCode"] ?? null;
}

/** A key notes when it was last used. */
const withoutUses = (dump: string) => dump.replaceAll(/"last_used_at":("[^"]*"|null)/g, "");

const ways = { "over HTTP": overHttp, "over a socket": overSocket };

describe.each(Object.entries(ways))("%s", (_way, ask) => {
  test("a key that reads changes nothing, whatever it calls", async () => {
    const before = await readEverything(sql);
    for (const procedure of closed) {
      const code = await ask(procedure, reader);
      const isOwners =
        /^(account|identities|analytics|apiKeys|admin|personal|imports|shares|push)\.|^auth\.register/.test(
          procedure.path,
        );
      const mayNot = procedure.type === "mutation" || isOwners;
      expect([procedure.path, code]).toEqual([procedure.path, mayNot ? "forbidden" : code]);
      if (!mayNot) expect([procedure.path, code]).not.toEqual([procedure.path, "forbidden"]);
    }
    expect(withoutUses(await readEverything(sql))).toBe(withoutUses(before));
  });

  test("a key for running the server sees no conversation", async () => {
    for (const procedure of closed.filter(({ path }) => /^(threads|messages|feed)\./.test(path)))
      expect([procedure.path, await ask(procedure, adminKey)]).toEqual([
        procedure.path,
        "forbidden",
      ]);
  });
});

describe("a disabled user", () => {
  test("calls nothing by token or key over HTTP, and nothing changes", async () => {
    const before = await readEverything(sql);
    for (const procedure of closed)
      for (const token of [disabledToken, disabledKey])
        expect([procedure.path, await overHttp(procedure, token)]).toEqual([
          procedure.path,
          "unauthenticated",
        ]);
    expect(withoutUses(await readEverything(sql))).toBe(withoutUses(before));
  });

  test("opens no socket by token or key", async () => {
    for (const token of [disabledToken, disabledKey]) {
      using socket = await openRawSocket(app.origin, { token });
      expect((await socket.closed).code).toBe(4401);
    }
  });
});
