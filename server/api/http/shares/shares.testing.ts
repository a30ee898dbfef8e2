import postgres, { type Sql } from "postgres";
import type { Part } from "../../../../shared/parts.ts";
import type { CreateShare, Share } from "../../../../shared/share.ts";
import { newId } from "../../../../shared/ids.ts";
import { newAccount, newAdmin } from "../../../../testing/server/accounts.ts";
import type { Browser } from "../../../../testing/server/browser.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { newSend } from "../../../../testing/server/visitor.ts";
import { untilRow } from "../../../../testing/until.ts";
import type { App } from "../../../app/app.ts";

/** A turn of a chat: what the person wrote, and what the reply says. */
interface Turn {
  text: string;
  reply: string;
  parts?: readonly Part[];
  attachmentIds?: string[];
}

/** How a test opens a path. */
interface Opening extends RequestInit {
  /** A signed-in browser, or a cookie. */
  as?: Browser | string;
  at?: App;
}

/** Two nodes, two people with an account, and what tests of links do. */
export interface ShareStage extends AsyncDisposable {
  app: App;
  /** A node of the same server whose operator allows no public links, and 1 MB of files. */
  other: App;
  sql: Sql;
  ann: Browser;
  bob: Browser;
  /** A finished chat of Ann's. */
  newChat(turns: readonly Turn[]): Promise<{ threadId: string; leafId: string }>;
  /** Makes a link of Ann's; by default a public one. */
  share(threadId: string, change?: Partial<CreateShare>): Promise<Share>;
  open(path: string, opening?: Opening): Promise<Response>;
}

export async function openShareStage(): Promise<ShareStage> {
  await using opened = new AsyncDisposableStack();
  const app = opened.use(await startTestApp({ config: { logLevel: "silent" } }));
  const other = opened.use(
    await startTestApp({
      databaseUrl: app.databaseUrl,
      config: { role: "web", sharing: "server", storageMegabytes: 1, logLevel: "silent" },
    }),
  );
  const sql = postgres(app.databaseUrl, { max: 2 });
  opened.defer(() => sql.end());
  const server = { origin: app.origin, sql };
  // The first account is an admin's.
  await newAdmin(server, "first@example.org");
  const ann = await newAccount(server, "ann@example.org");
  const bob = await newAccount(server, "bob@example.org");
  const stack = opened.move();
  return {
    app,
    other,
    sql,
    ann,
    bob,
    newChat: (turns) => newChat({ ann, sql }, turns),
    share: (threadId, change = {}) => shareOf(ann, threadId, change),
    open: (path, opening = {}) => open(app, path, opening),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function newChat(
  { ann, sql }: Pick<ShareStage, "ann" | "sql">,
  turns: readonly Turn[],
): Promise<{ threadId: string; leafId: string }> {
  const threadId = newId("thread");
  let leafId: string | null = null;
  for (const { text, reply, parts, attachmentIds } of turns) {
    const files = attachmentIds ? { attachmentIds } : {};
    const send = newSend({ threadId, parentId: leafId, text, ...files });
    await ann.api.messages.send.mutate(send);
    await untilRow(
      "the end of a reply",
      () =>
        sql`select 1 from generations where message_id = ${send.replyId} and status = 'completed'`,
    );
    await sql`
      update messages set text = ${reply}, parts = ${parts ? JSON.stringify(parts) : null}::text::jsonb
      where id = ${send.replyId}`;
    leafId = send.replyId;
  }
  await ann.api.threads.rename.mutate({ threadId, title: "Tea <b>& cake" });
  return { threadId, leafId: leafId ?? "" };
}

function shareOf(ann: Browser, threadId: string, change: Partial<CreateShare>): Promise<Share> {
  return ann.api.shares.create.mutate({
    id: newId("share"),
    threadId,
    audience: "public",
    password: null,
    expiresInHours: null,
    hasThoughts: false,
    hasFiles: false,
    ...change,
  });
}

function open(app: App, path: string, { as, at = app, ...init }: Opening): Promise<Response> {
  const headers = new Headers(init.headers);
  if (typeof as === "string") headers.set("cookie", as);
  else if (as) headers.set("cookie", `chatkit_session_id=${as.cookie}`);
  return fetch(at.origin + path, { redirect: "manual", ...init, headers });
}

/** A picture. */
export const png = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC",
);

/** What a model thought. */
export const thoughts: Part = {
  kind: "reasoning",
  text: "They want *tea*.",
  startedAt: "2026-01-01T00:00:00.000Z",
  endedAt: "2026-01-01T00:00:02.000Z",
};
