import { eq } from "drizzle-orm";
import { partsOf, textOf } from "../../../shared/apply-part-event.ts";
import type { Usage } from "../../../shared/message.ts";
import type { Part } from "../../../shared/parts.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import type { Ending } from "./finish-generation.ts";
import { partsOfPieces } from "./log-piece.ts";

/** The final content of the message. */
export interface Content {
  text: string;
  parts: readonly Part[];
}

/** The message's content according to the log; for a continuation, after its existing content. */
export async function contentOf(tx: Transaction, ending: Ending): Promise<Content> {
  const before = ending.continues ? await readParts(tx, ending.messageId) : [];
  const parts = partsOfPieces([...ending.committed, ...ending.rest], before);
  return { text: textOf(parts), parts };
}

async function readParts(tx: Transaction, messageId: string): Promise<readonly Part[]> {
  const { text, parts } = messages;
  const [held] = await tx.select({ text, parts }).from(messages).where(eq(messages.id, messageId));
  return held ? partsOf({ text: held.text, parts: held.parts ?? undefined }) : [];
}

/** The usage of all generations of the message, as far as the provider reported it. */
export function wholeUsage({ continues, final }: Ending): Usage | null {
  const before = continues?.usage ?? null;
  if (!before || !final.usage) return final.usage ?? before;
  return addUsage(before, final.usage);
}

function addUsage(a: Usage, b: Usage): Usage {
  const cached = (a.cachedInputTokens ?? 0) + (b.cachedInputTokens ?? 0);
  const written = (a.cacheWriteTokens ?? 0) + (b.cacheWriteTokens ?? 0);
  const reasoning = (a.reasoningTokens ?? 0) + (b.reasoningTokens ?? 0);
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...(cached > 0 ? { cachedInputTokens: cached } : {}),
    ...(written > 0 ? { cacheWriteTokens: written } : {}),
    ...(reasoning > 0 ? { reasoningTokens: reasoning } : {}),
  };
}

/** Null for content that is only text, as almost all is: it is not stored twice. */
export function ownParts(parts: readonly Part[]): readonly Part[] | null {
  return parts.every(({ kind }) => kind === "text") ? null : parts;
}
