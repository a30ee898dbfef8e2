import { regenerateMessageSchema } from "./message-requests.ts";
import { expect, test } from "bun:test";
import fc from "fast-check";
import { newId } from "./ids.ts";
import { maxBodyBytes, maxMessageLength, maxTitleLength } from "./limits.ts";
import { cleanText, messageTextSchema, sendMessageSchema, titleSchema } from "./requests.ts";

const send = {
  id: newId("message"),
  replyId: newId("message"),
  threadId: newId("thread"),
  parentId: null,
  text: "hello",
};

test("clean text survives UTF-8 and holds no NUL, and cleaning changes nothing else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (any, good) => {
      const clean = cleanText(any);
      expect(clean).not.toContain("\0");
      expect(new TextDecoder().decode(new TextEncoder().encode(clean))).toBe(clean);
      expect(clean.length).toBe(any.length);
      expect(cleanText(clean)).toBe(clean);
      expect(cleanText(good.replaceAll("\0", ""))).toBe(good.replaceAll("\0", ""));
    }),
  );
});

test("NUL and lone surrogates become the replacement character, pairs stay", () => {
  expect(cleanText("a\0b")).toBe("a\ufffdb");
  expect(cleanText("\ud83d!")).toBe("\ufffd!");
  expect(cleanText("!\ude00")).toBe("!\ufffd");
  expect(cleanText("😀")).toBe("😀");
});

test("a message keeps its white space, and white space alone is none", () => {
  expect(messageTextSchema.parse("  a\n\n")).toBe("  a\n\n");
  for (const empty of ["", " ", "\n\t", "\u00a0\u2003\ufeff"])
    expect(messageTextSchema.safeParse(empty).success).toBe(false);
});

test("a message may be exactly as long as the limit", () => {
  expect(messageTextSchema.safeParse("x".repeat(maxMessageLength)).success).toBe(true);
  expect(messageTextSchema.safeParse("x".repeat(maxMessageLength + 1)).success).toBe(false);
});

test("the longest message of any script fits in a body", () => {
  for (const unit of ["x", "é", "漢", "😀", "\n", '"', "\\"]) {
    const text = unit.repeat(maxMessageLength / unit.length);
    const frame = JSON.stringify({
      id: 1_000_000,
      method: "mutation",
      params: { path: "messages.send", input: { ...send, parentId: send.id, text } },
    });
    expect(new TextEncoder().encode(frame).length).toBeLessThan(maxBodyBytes);
  }
});

test("a send needs well-formed ids and drops what it does not know", () => {
  expect(sendMessageSchema.parse({ ...send, role: "assistant", userId: "x" })).toEqual(send);
  for (const key of ["id", "replyId", "threadId", "parentId", "text"] as const) {
    const { [key]: _, ...rest } = send;
    expect(sendMessageSchema.safeParse(rest).success).toBe(false);
  }
  for (const bad of [{ id: send.threadId }, { parentId: "" }, { text: 1 }, { workflowId: "x" }])
    expect(sendMessageSchema.safeParse({ ...send, ...bad }).success).toBe(false);
});

test("an id cannot name two messages of one request", () => {
  expect(sendMessageSchema.safeParse({ ...send, replyId: send.id }).success).toBe(false);
  expect(sendMessageSchema.safeParse({ ...send, parentId: send.id }).success).toBe(false);
  expect(sendMessageSchema.safeParse({ ...send, parentId: send.replyId }).success).toBe(false);
  const again = { messageId: send.id, replyId: send.id };
  expect(regenerateMessageSchema.safeParse(again).success).toBe(false);
});

test("a title is trimmed, never empty, and at most as long as the limit", () => {
  expect(titleSchema.parse("  A title\n")).toBe("A title");
  expect(titleSchema.parse(`${" ".repeat(500)}x`)).toBe("x");
  expect(titleSchema.parse("x".repeat(maxTitleLength))).toHaveLength(maxTitleLength);
  for (const bad of ["", "   ", "x".repeat(maxTitleLength + 1), null, 7])
    expect(titleSchema.safeParse(bad).success).toBe(false);
  expect(titleSchema.parse("a\0b")).toBe("a\ufffdb");
});
