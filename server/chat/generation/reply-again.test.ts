import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { maxInstructionLength } from "../../../shared/limits.ts";
import { newId } from "../../../shared/ids.ts";
import { regenerateMessageSchema } from "../../../shared/message-requests.ts";
import { type ContinueStage, createContinueStage } from "../../../testing/server/continue-stage.ts";
import type { AskedReply } from "../../../testing/server/stage.ts";
import { present } from "../../../testing/present.ts";
import { regenerateMessage } from "../messages/regenerate-message.ts";
import { turnsToReplyAgain } from "./reply-again.ts";

let on: ContinueStage;
beforeAll(async () => {
  on = await createContinueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

/** Starts another version of a reply, and returns what the model is asked. */
async function again({ messageId, threadId }: AskedReply, instruction?: string) {
  const replyId = newId("message");
  const { reply } = await regenerateMessage(on.deps, on.stage.userId, {
    messageId,
    replyId,
    instruction,
  });
  const generationId = present(reply.generation).id;
  const running = on.worker.generate(generationId);
  const call = await on.worker.provider.call(on.worker.provider.calls + 1);
  return { asked: { threadId, messageId: replyId, generationId }, reply, running, call };
}

describe("a reply with an instruction", () => {
  test("is a version that keeps it, and its model is shown the version that it is about", async () => {
    const before = await on.cutReply("A long reply");
    const { asked, reply, running, call } = await again(before, "Shorter");
    expect(reply.generation).toMatchObject({ instruction: "Shorter" });
    expect(call.request.turns).toHaveLength(1);
    const [turn] = call.request.turns;
    expect(turn?.role).toBe("user");
    expect(turn?.text).toStartWith("hello\n\n---\n\n");
    expect(turn?.text).toContain("<previous_reply>\nA long reply\n</previous_reply>");
    expect(turn?.text).toContain("follow this instruction: Shorter\n");
    expect(call.request.instructions).not.toContain("Shorter");
    call.say("Brief");
    call.finish({ inputTokens: 1, outputTokens: 1 }, "length");
    await running;
    const stored = present(await on.stage.message(asked.messageId));
    expect(stored).toMatchObject({ text: "Brief", generation: { instruction: "Shorter" } });
    const question = present(await on.stage.message(present(stored.parentId)));
    expect(question.text).toBe("hello");

    // Its continuation keeps it too.
    const more = await on.continueReply(asked);
    expect(more.call.request.turns[0]?.text).toContain("follow this instruction: Shorter\n");
    more.call.say(" and cut");
    more.call.finish();
    await more.running;
    const continued = await on.stage.message(asked.messageId);
    expect(continued).toMatchObject({
      text: "Brief and cut",
      generation: { instruction: "Shorter", continuation: { number: 1 } },
    });

    // Neither the next message nor the next version is told it.
    const next = await on.stage.ask("And now?", asked.threadId, asked.messageId);
    const answering = on.worker.generate(next.generationId);
    const answered = await on.worker.provider.call(on.worker.provider.calls + 1);
    expect(JSON.stringify(answered.request.turns)).not.toContain("Shorter");
    answered.finish();
    await answering;
    const plain = await again(asked);
    expect(plain.reply.generation).not.toHaveProperty("instruction");
    expect(plain.call.request.turns.map(({ text }) => text)).toEqual(["hello"]);
    plain.call.finish();
    await plain.running;
  });

  test("of a version without text is told the instruction alone", async () => {
    const before = await on.stage.ask();
    await on.stage.sql`update generations set status = 'failed' where id = ${before.generationId}`;
    const { call, running } = await again(before, "In verse");
    expect(call.request.turns[0]?.text).toContain("follow this instruction: In verse\n");
    expect(call.request.turns[0]?.text).not.toContain("previous_reply");
    call.finish();
    await running;
  });
});

test("an instruction is bounded, and not blank", () => {
  const parse = (instruction: string) =>
    regenerateMessageSchema.safeParse({
      messageId: newId("message"),
      replyId: newId("message"),
      instruction,
    });
  expect(parse("x".repeat(maxInstructionLength)).success).toBe(true);
  expect(parse("x".repeat(maxInstructionLength + 1)).success).toBe(false);
  expect(parse(" \n ").success).toBe(false);
  expect(parse(" a\u0000b ").data?.instruction).toBe("a\ufffdb");
});

test("a small window is not filled by the version that the instruction is about", () => {
  const again = { instruction: "Shorter", before: "word ".repeat(4_000) };
  const file = { kind: "text" as const, name: "a", mimeType: "text/plain", text: "", isCut: false };
  const turns = [
    { role: "assistant" as const, text: "Hi" },
    { role: "user" as const, text: "", files: [file] },
  ];
  const [first, last] = turnsToReplyAgain(turns, again, 2_000);
  expect(first).toEqual({ role: "assistant", text: "Hi" });
  expect(last?.files).toEqual([file]);
  expect(last?.text.length).toBeLessThan(1_500);
  expect(last?.text).toStartWith("You have already replied");
});
