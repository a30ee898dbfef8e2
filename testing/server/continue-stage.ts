import { newId } from "../../shared/ids.ts";
import type { FinishReason } from "../../shared/message.ts";
import { continueMessage } from "../../server/chat/generation/continue-message.ts";
import { watchGeneration } from "../../server/chat/generation/watch-generation.ts";
import { createQueueStage, type QueueStage } from "./queue-stage.ts";
import type { AskedReply } from "./stage.ts";
import { applyEvent, type Watched } from "./test-worker.ts";

/** The usage of one generation of these tests. */
export const usage = { inputTokens: 10, outputTokens: 4 };

/** A stage for tests of continued replies. */
export async function createContinueStage() {
  const stage = await createQueueStage();
  return {
    ...stage,
    cutReply: (text?: string, finishReason?: FinishReason) => cutReply(stage, text, finishReason),
    goOn: (asked: AskedReply, generationId?: string) => goOn(stage, asked, generationId),
    continueReply: (asked: AskedReply) => continueReply(stage, asked),
    readOn: (generationId: string, held: Held) => readOn(stage, generationId, held),
  };
}

export type ContinueStage = Awaited<ReturnType<typeof createContinueStage>>;

/** The text that a reader has, and the cursor from which it continues. */
interface Held {
  text: string;
  cursor?: string;
}

/** A reply that was cut off after some words. */
async function cutReply(
  { stage, worker }: QueueStage,
  text = "take out the",
  finishReason: FinishReason = "length",
): Promise<AskedReply> {
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call(worker.provider.calls + 1);
  call.say(text);
  call.finish(usage, finishReason);
  await running;
  return asked;
}

/** As `messages.continue`. */
function goOn(
  { stage, deps }: QueueStage,
  { messageId }: AskedReply,
  generationId = newId("generation"),
) {
  return continueMessage(deps, stage.userId, { messageId, generationId });
}

/** Continues a reply and lets the worker start. */
async function continueReply(on: QueueStage, asked: AskedReply) {
  const generationId = newId("generation");
  await goOn(on, asked, generationId);
  const running = on.worker.generate(generationId);
  const call = await on.worker.provider.call(on.worker.provider.calls + 1);
  return { generationId, running, call };
}

/** Reads a generation from a cursor to its end, starting with the text that its reader has. */
async function readOn({ stage, worker }: QueueStage, generationId: string, held: Held) {
  const seen: Watched = {
    text: held.text,
    parts: held.text === "" ? [] : [{ kind: "text", text: held.text }],
    attempt: 0,
    final: null,
  };
  const { sql, metrics } = worker.deps;
  const request = { generationId, userId: stage.userId, cursor: held.cursor, withParts: true };
  const deps = { sql, metrics, generations: worker.generations };
  for await (const { event } of watchGeneration(deps, request, new AbortController().signal))
    applyEvent(seen, event);
  return seen;
}
