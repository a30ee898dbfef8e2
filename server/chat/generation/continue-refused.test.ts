import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import type { FinishReason } from "../../../shared/message.ts";
import {
  type ContinueStage,
  createContinueStage,
  usage,
} from "../../../testing/server/continue-stage.ts";
import { refusalCode } from "../../../testing/server/queue-stage.ts";
import { continueMessage } from "./continue-message.ts";
import { sendMessage } from "../messages/send-message.ts";

let on: ContinueStage;
beforeAll(async () => {
  on = await createContinueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

describe("repeating the call", () => {
  test("starts nothing, at once and after the end", async () => {
    const asked = await on.cutReply();
    const generationId = newId("generation");
    const first = await on.goOn(asked, generationId);
    expect(first).toMatchObject({
      thread: { running: true },
      reply: { id: asked.messageId, text: "", generation: { id: generationId, status: "queued" } },
    });
    const again = await on.goOn(asked, generationId);
    expect(again.reply).toEqual(first.reply);
    const running = on.worker.generate(generationId);
    (await on.worker.provider.call(on.worker.provider.calls + 1)).finish(usage, "length");
    await running;
    expect((await on.goOn(asked, generationId)).reply).toMatchObject({
      text: "take out the",
      generation: { id: generationId, status: "completed" },
    });
    const next = newId("generation");
    await on.goOn(asked, next);
    expect((await on.goOn(asked, generationId)).reply.generation?.id).toBe(next);
  });

  test("at the same time as another of the same continues once", async () => {
    const asked = await on.cutReply();
    const outcomes = await Promise.allSettled([on.goOn(asked), on.goOn(asked), on.goOn(asked)]);
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(["conflict", "conflict"]);
  });
});

describe("is refused", () => {
  test("for a reply that is missing, or another's", async () => {
    expect(
      await refusalCode(on.goOn({ threadId: "", messageId: newId("message"), generationId: "" })),
    ).toBe("not_found");
    const asked = await on.cutReply();
    const call = continueMessage(on.deps, newId("user"), {
      messageId: asked.messageId,
      generationId: newId("generation"),
    });
    expect(await refusalCode(call)).toBe("not_found");
  });

  test("while it is being written, and when it is whole", async () => {
    const asked = await on.stage.ask();
    expect(await refusalCode(on.goOn(asked))).toBe("conflict");
    await on.write(asked.generationId);
    expect(await refusalCode(on.goOn(asked))).toBe("conflict");
  });

  test.each<[string, FinishReason]>([
    ["", "length"],
    ["I cannot", "refusal"],
    ["Once", "content_filter"],
  ])("for %p that ended by %s", async (text, reason) => {
    expect(await refusalCode(on.goOn(await on.cutReply(text, reason)))).toBe("conflict");
  });

  test("once it has been answered", async () => {
    const asked = await on.cutReply();
    const { threadId, messageId: parentId } = asked;
    const ids = { id: newId("message"), replyId: newId("message") };
    await sendMessage(on.deps, on.stage.userId, { ...ids, threadId, parentId, text: "and?" });
    expect(await refusalCode(on.goOn(asked))).toBe("conflict");
  });

  test("under the id of another generation", async () => {
    const other = await on.cutReply();
    expect(await refusalCode(on.goOn(await on.cutReply(), other.generationId))).toBe("conflict");
  });
});
