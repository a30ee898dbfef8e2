import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { type IdKind, newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import {
  type ListedProcedure,
  listProcedures,
  outcomeOf,
  readEverything,
} from "../../../testing/server/procedures.ts";
import { newReceiver } from "../../../testing/server/push-receiver.ts";
import { openRawSocket, type RawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 8.2 and 8.3 (authorization), over every procedure there is.

const procedures = listProcedures();

let app: App;
let sql: Sql;
let ann: Browser;
let annId: string;
let bob: Visitor;
/** What Ann has, by the names that inputs give to it. */
let hers: Record<string, string>;
let herSession: string;
let herKey: string;
let herMemory: string;
let herIdentity: string;
let herDevice: string;
let herChatSession: string;
let herImport: string;
let herShare: { id: string; slug: string };

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newAccount({ origin: app.origin, sql }, "ann@example.org");
  annId = (await ann.api.auth.me.query()).id;
  bob = await newVisitor(app.origin);
  const { thread, message, reply } = await ann.api.messages.send.mutate(newSend());
  const queued = newSend({ threadId: thread.id });
  await ann.api.messages.queue.mutate({ ...queued, parentId: reply.id });
  const attachmentId = newId("attachment");
  await ann.api.attachments.create.mutate({
    id: attachmentId,
    name: "hers.txt",
    mimeType: "text/plain",
    size: 4,
  });
  const promptId = newId("prompt");
  await ann.api.prompts.save.mutate({ id: promptId, name: "hers", description: "", text: "hers" });
  const projectId = newId("project");
  await ann.api.projects.create.mutate({ id: projectId, name: "hers" });
  hers = {
    id: queued.id,
    promptId,
    attachmentId,
    threadId: thread.id,
    projectId,
    messageId: reply.id,
    parentId: reply.id,
    generationId: reply.generation?.id ?? "",
    replyId: message.id,
  };
  const [session] = await ann.api.account.sessions.query();
  herSession = session?.id ?? "";
  herKey = (await ann.api.apiKeys.create.mutate({ name: "hers", scopes: ["chat"] })).id;
  const { serverKey } = await ann.api.push.get.query();
  const { keys } = await newReceiver();
  const subscription = { endpoint: "https://push.example.org/hers", keys };
  herDevice = (await ann.api.push.subscribe.mutate({ ...subscription, serverKey: serverKey ?? "" }))
    .id;
  herMemory = newId("memory");
  herIdentity = newId("identity");
  await sql`insert into identities (id, user_id, issuer, subject)
    values (${herIdentity}, ${annId}, 'https://login.example.org', 'ann')`;
  await ann.api.personal.remember.mutate({ id: herMemory, text: "hers" });
  herChatSession = (await ann.api.sessions.create.mutate()).id;
  const announced = { id: newId("import"), name: "hers.zip", size: 10 };
  herImport = (await ann.api.imports.create.mutate(announced)).id;
  const share = {
    id: newId("share"),
    threadId: thread.id,
    ...shareSettings,
    audience: "me" as const,
  };
  const { id, path } = await ann.api.shares.create.mutate(share);
  herShare = { id, slug: path.slice(3) };
});

const shareSettings = {
  audience: "public",
  password: null,
  expiresInHours: null,
  hasThoughts: false,
  hasFiles: false,
} as const;

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

describe("as another user", () => {
  const kinds: Record<string, IdKind> = {
    id: "message",
    threadId: "thread",
    projectId: "project",
    messageId: "message",
    attachmentId: "attachment",
    promptId: "prompt",
    parentId: "message",
    generationId: "generation",
    replyId: "message",
  };
  // What else an input may have to hold; what a procedure does not know it drops. The event id
  // is of no feed, which makes a feed say so at once.
  const rest = {
    title: "taken over",
    text: "taken over",
    query: "taken over",
    limit: 5,
    lastEventId: "1-00000000",
    kind: "positive",
    place: "archived",
    threads: "delete",
    tags: ["taken over"],
    effort: "low",
    revision: 0,
  };
  // These make things of the caller's own under ids of the caller's choice.
  const makers = [
    "threads.create",
    "projects.create",
    "messages.send",
    "attachments.create",
    "prompts.save",
    "sessions.create",
    "imports.create",
    "auth.guest",
    "auth.refresh",
    "auth.signUp",
  ];
  // These are about the caller alone, and take no id.
  const isOwn = ({ path }: ListedProcedure) =>
    (/^(auth|account|identities|analytics|personal|push)\./.test(path) && !(path in otherKinds)) ||
    path === "apiKeys.create";

  // Ids of other kinds; workflows have no owner.
  const otherKinds: Record<string, (isHers: boolean) => object> = {
    "workflows.get": () => ({ id: "wf_missing" }),
    "models.get": () => ({ name: "missing" }),
    "messages.remove": () => ({ removalId: newId("removal") }),
    "messages.restore": () => ({ removalId: newId("removal") }),
    "apiKeys.revoke": (isHers) => ({ id: isHers ? herKey : newId("apiKey") }),
    "sessions.cancel": (isHers) => ({ id: isHers ? herChatSession : newId("chatSession") }),
    "imports.report": (isHers) => ({ importId: isHers ? herImport : newId("import") }),
    "imports.watch": (isHers) => ({ importId: isHers ? herImport : newId("import") }),
    "imports.cancel": (isHers) => ({ importId: isHers ? herImport : newId("import") }),
    "shares.create": () => ({ id: newId("share"), ...shareSettings }),
    "shares.change": (isHers) => ({ shareId: isHers ? herShare.id : newId("share") }),
    "shares.update": (isHers) => ({ shareId: isHers ? herShare.id : newId("share") }),
    "shares.revoke": (isHers) => ({ shareId: isHers ? herShare.id : newId("share") }),
    "shares.continue": (isHers) => ({ slug: isHers ? herShare.slug : "x".repeat(22) }),
    "personal.changeMemory": (isHers) => ({ id: isHers ? herMemory : newId("memory") }),
    "personal.forget": (isHers) => ({ id: isHers ? herMemory : newId("memory") }),
    "push.unsubscribe": (isHers) => ({ id: isHers ? herDevice : newId("pushSubscription") }),
    "identities.disconnect": (isHers) => ({
      id: isHers ? herIdentity : newId("identity"),
      password: goodPassword,
    }),
    "account.revokeSession": (isHers) => ({ id: isHers ? herSession : newId("authSession") }),
  };

  let calls = 0;

  async function ask(
    socket: RawSocket,
    { path, type }: ListedProcedure,
    { ids, isHers }: { ids: object; isHers: boolean },
  ) {
    const id = ++calls;
    const named = otherKinds[path]?.(isHers) ?? {};
    socket.send({ id, method: type, params: { path, input: { ...rest, ...ids, ...named } } });
    const error = await outcomeOf(socket, id, { atFirstEvent: true });
    return error && { ...error, data: { ...error.data, requestId: "" } };
  }

  test("another user's id gets exactly the same answer as a missing one, and nothing changes", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const missing = Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [name, newId(kind)]),
    );
    const before = await readEverything(sql);
    let refused = 0;
    for (const procedure of procedures.filter(
      (each) => !makers.includes(each.path) && !isOwn(each),
    )) {
      const foreign = await ask(socket, procedure, {
        ids: { ...hers, threadIds: [hers["threadId"]], replyId: newId("message") },
        isHers: true,
      });
      const unknown = await ask(socket, procedure, {
        ids: { ...missing, threadIds: [missing["threadId"]] },
        isHers: false,
      });
      expect([procedure.path, foreign]).toEqual([procedure.path, unknown]);
      if (foreign) refused++;
      if (foreign)
        expect({ path: procedure.path, ...foreign.data }).toMatchObject({
          appCode: procedure.path.startsWith("admin.") ? "forbidden" : "not_found",
        });
    }
    expect(refused).toBeGreaterThanOrEqual(11);
    expect(await readEverything(sql)).toBe(before);
  });

  test("creating never writes to what is another user's", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const before = await readEverything(sql);
    const send = newSend({ threadId: hers["threadId"] ?? "" });
    const attempts = [
      ["messages.send", send],
      ["messages.send", { ...send, parentId: hers["parentId"] }],
      ["messages.send", newSend({ id: hers["messageId"] ?? "" })],
      ["messages.send", newSend({ replyId: hers["messageId"] ?? "" })],
      ["messages.send", newSend({ parentId: hers["parentId"] ?? "" })],
      ["messages.queue", { ...send, parentId: hers["parentId"] }],
      ["threads.create", { id: hers["threadId"] }],
      ["messages.send", newSend({ attachmentIds: [hers["attachmentId"] ?? ""] })],
      ["prompts.save", { id: hers["promptId"], name: "mine", description: "", text: "mine" }],
      ["personal.remember", { id: herMemory, text: "mine" }],
      ["projects.create", { id: hers["projectId"], name: "mine" }],
      ["attachments.create", { id: hers["attachmentId"], name: "mine", mimeType: "a/b", size: 4 }],
    ] as const;
    for (const [i, [path, input]] of attempts.entries()) {
      socket.send({ id: i, method: "mutation", params: { path, input } });
      const error = await outcomeOf(socket, i);
      expect(error?.data["appCode"]).toMatch(/^(conflict|not_found)$/);
      expect(JSON.stringify(error)).not.toContain(annId);
    }
    expect(await readEverything(sql)).toBe(before);
  });

  test("another user's feed cursor returns none of their events", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const { feedCursor } = await ann.api.threads.list.query();
    const input = { lastEventId: `1-${feedCursor.split("-")[1] ?? ""}` };
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input } });
    const first = await socket.next(({ result }) => result?.type === "data");
    expect(first.result?.data).toMatchObject({ data: { type: "reset" } });
    const { id } = await bob.api.threads.create.mutate({ id: newId("thread") });
    const second = await socket.next();
    expect(second.result?.data).toMatchObject({ data: { type: "thread.put", thread: { id } } });
  });
});
