import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { directionOf, type Locale } from "../../shared/locale.ts";
import type { PushMessage } from "../../shared/push.ts";
import { toPlainText } from "../../shared/to-plain-text.ts";
import { findUnseenReply } from "../mail/unseen-reply.ts";
import { cutText } from "../platform/cut-text.ts";
import type { Database } from "../platform/db/client.ts";
import { generations } from "../platform/db/schema/generations.ts";
import { messages } from "../platform/db/schema/threads.ts";
import { authSessions } from "../platform/db/schema/users.ts";
import type { PushedDevice } from "./pushed-device.ts";
import { pushWords } from "./push-words.ts";

/** Characters of a title and of a reply's first words in a notification. */
const longestTitle = 100;
const longestBody = 200;

/** Characters of the reply that are read for its first words, so that their Markdown can be removed. */
const textRead = 2_000;

/** Hours after which a notification is no news any more. */
const newsHours = 12;

/** Why a reply is not announced. */
export type NoNeed = "seen" | "noticed" | "late";

/**
 * What a device is told of a reply: the chat's title and the first words if the user wants text to
 * be shown, else only that a reply is ready.
 *
 * @param app the name of the server, where the chat's title is not shown
 * @returns why it need not be told, if it need not
 */
export async function messageOfReply(
  db: Database,
  device: PushedDevice,
  { generationId, app }: { generationId: string; app: string },
): Promise<PushMessage | NoNeed> {
  const reply = await readReply(db, generationId);
  if (!reply) return "seen";
  if (reply.isOld) return "late";
  const unseen = await findUnseenReply(db, reply.threadId);
  // It may have moved to an account with its guest.
  if (unseen?.userId !== device.userId) return "seen";
  if (await hasNoticed(db, device.userId, generationId)) return "noticed";
  const words = pushWords[device.language];
  const isFailed = reply.status !== "completed";
  const title = unseen.title ?? unseen.provisionalTitle;
  const isShown = device.preferences.showText;
  const body = isFailed || !isShown ? "" : firstWords(reply.text, longestBody);
  return {
    tag: reply.threadId,
    title: isShown && title !== null ? firstWords(title, longestTitle) : app,
    body: body || (isFailed ? words.failed : words.ready),
    path: `/t/${reply.threadId}`,
    ...tongueOf(device.language),
  };
}

/** What a device is told when its user wants to see that notifications work. */
export function testMessage({ language }: PushedDevice, app: string): PushMessage {
  return {
    tag: "test",
    title: app,
    body: pushWords[language].test,
    path: "/settings/notifications",
    ...tongueOf(language),
  };
}

function tongueOf(language: Locale) {
  return { lang: language, dir: directionOf(language) };
}

/** Null for a reply that is gone, or that goes on under another generation. */
async function readReply(db: Database, generationId: string) {
  const [reply] = await db
    .select({
      threadId: generations.threadId,
      status: generations.status,
      text: sql<string>`left(${messages.text}, ${textRead})`,
      isOld: sql<boolean>`${generations.finishedAt} < now() - ${newsHours} * interval '1 hour'`,
    })
    .from(generations)
    .innerJoin(messages, eq(messages.id, generations.messageId))
    .where(and(eq(generations.id, generationId), isNotNull(generations.finishedAt)));
  return reply ?? null;
}

/** Whether a visible tab of the user, on any device and node, has shown that the reply ended. */
async function hasNoticed(db: Database, userId: string, generationId: string): Promise<boolean> {
  const { noticedAt } = authSessions;
  const [latest] = await db
    .select({
      isAfter: sql<boolean>`${noticedAt} >= (select finished_at from generations where id = ${generationId})`,
    })
    .from(authSessions)
    .where(and(eq(authSessions.userId, userId), isNotNull(noticedAt)))
    .orderBy(desc(noticedAt))
    .limit(1);
  return latest?.isAfter ?? false;
}

/** The beginning as one line without Markdown, cut between characters. */
function firstWords(text: string, length: number): string {
  const line = toPlainText(text).replace(/\s+/g, " ").trim();
  const [begin = ""] = cutText(line, { most: 1, length });
  return begin.length < line.length ? `${begin}…` : begin;
}
