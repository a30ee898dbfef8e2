import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import type { SubstitutePart } from "../../../shared/parts.ts";
import { retryModel } from "./retry-model.ts";

function replyOf(model: string, substitute: Pick<SubstitutePart, "asked" | "reason"> | null) {
  const generation = {
    id: newId("generation"),
    model,
    status: "completed" as const,
    error: null,
    usage: null,
  };
  const message: Message = {
    id: newId("message"),
    threadId: newId("thread"),
    parentId: newId("message"),
    seq: 2,
    role: "assistant",
    text: "Hello",
    createdAt: "2026-11-29T12:00:00.000Z",
    generation,
  };
  if (!substitute) return message;
  return { ...message, parts: [{ kind: "substitute" as const, model, ...substitute }] };
}

test("a reply is tried again with the model that was asked for it", () => {
  expect(retryModel(replyOf("claude/m", null))).toBe("claude/m");
  const busy = { asked: "claude/m", reason: "provider_rate_limited" as const };
  expect(retryModel(replyOf("local/m", busy))).toBe("claude/m");
  const barred = { asked: "staff/m", reason: "model_unavailable" as const };
  expect(retryModel(replyOf("local/m", barred))).toBe("local/m");
});
