import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { ImportedChat } from "../imported-chat.ts";
import { chatgpt, chatUi, claude, librechat, openWebUi } from "../samples.testing.ts";
import { readChat } from "./read-chat.ts";

function read(raw: unknown): ImportedChat {
  const chat = readChat(raw);
  if ("unreadable" in chat) throw new Error(`unreadable: ${chat.unreadable}`);
  return chat;
}

/** The messages as `key<parent role: text`, thoughts in brackets. */
function outline({ messages }: ImportedChat): string[] {
  return messages.map(({ key, parent, role, text, parts }) => {
    const shown = parts?.map((part) => {
      if (part.kind === "reasoning") return `[${part.text}]`;
      return part.kind === "text" ? part.text : "";
    });
    return `${key}<${parent ?? ""} ${role}: ${shown?.join(" ") ?? text}`;
  });
}

describe("the chats of", () => {
  test("ChatGPT keep branches, thoughts and files; what tools said is left out", () => {
    const chat = read(chatgpt[0]);
    expect(outline(chat)).toEqual([
      "q1< user: How do I roll back?",
      "a1<q1 assistant: Run `helm rollback`.",
      "q2< user: What is on this picture?",
      "thoughts<q2 assistant: [Looking\n\nIt is green.] A *green* leaf.",
    ]);
    expect(chat).toMatchObject({
      source: "chatgpt",
      sourceId: "6b0f0d9c-0000-4000-8000-000000000001",
      title: "Rolling back",
      createdAt: 1756000000123,
      leaf: "a1",
    });
    expect(chat.messages[2]?.files).toEqual([
      { name: "leaf.png", mimeType: "image/png", from: { entry: "file_00000000aaaa" } },
    ]);
    expect(chat.messages.map(({ model }) => model)).toEqual([
      null,
      "gpt-5",
      null,
      "gpt-5-thinking",
    ]);
    expect(readChat(chatgpt[1])).toMatchObject({
      unreadable: "not_a_chat",
      title: "Corrupted entry",
    });
  });

  test("Claude keep thoughts and the text of attachments, and name files that are missing", () => {
    const chat = read(claude[0]);
    expect(outline(chat)).toEqual([
      "m1< user: Read this",
      "m2<m1 assistant: [The heading says so.] It is about oolong.",
    ]);
    expect(chat.messages[0]?.files).toEqual([
      { name: "notes.md", mimeType: "text/plain", from: { base64: "IyBPb2xvbmc=" } },
      { name: "cup.png", mimeType: "application/octet-stream", from: null },
    ]);
    expect(chat.createdAt).toBe(Date.UTC(2025, 2, 1, 10));
  });

  test("LibreChat are lists, or trees of children", () => {
    const expected = [
      "l1< user: tell me a story",
      "l2<l1 assistant: [A tale.] Once upon a time",
      "l3< user: tell me a long story",
    ];
    expect(outline(read(librechat))).toEqual(expected);
    const [first, second, third] = librechat.messages;
    const tree = {
      ...librechat,
      recursive: true,
      messages: [{ ...first, children: [second] }, third],
    };
    expect(outline(read(tree))).toEqual(expected);
  });

  test("Open WebUI keep thoughts of older versions too, whatever the order of messages", () => {
    const chat = read(openWebUi[0]);
    expect(outline(chat)).toEqual([
      "o1< user: What is 15 * 17?",
      "o2<o1 assistant: [15 * 17 = 255] 255",
    ]);
    expect(chat).toMatchObject({ leaf: "o2", createdAt: 1_700_000_000_000 });
  });

  test("chat-ui keep versions of a reply", () => {
    expect(outline(read(chatUi[0]))).toEqual([
      "c1< user: Red?",
      "c2<c1 assistant: Yes.",
      "c3<c1 assistant: [hm] No.",
    ]);
  });

  test("this product keep everything but files", () => {
    const file = {
      format: "chatkit.chat",
      version: 1,
      exportedAt: "2026-01-01T00:00:00.000Z",
      thread: {
        id: "cthr_1",
        title: "Mine",
        createdAt: "2026-01-01T00:00:00.000Z",
        updatedAt: "2026-01-02T00:00:00.000Z",
      },
      messages: [
        {
          id: "msg_1",
          parentId: null,
          seq: 1,
          role: "user",
          text: "hello",
          createdAt: "2026-01-01T00:00:00.000Z",
        },
        {
          id: "msg_2",
          parentId: "msg_1",
          seq: 2,
          role: "assistant",
          text: "hi",
          createdAt: "2026-01-01T00:00:01.000Z",
          generation: { model: "m" },
        },
      ],
    };
    const chat = read(file);
    expect(outline(chat)).toEqual(["msg_1< user: hello", "msg_2<msg_1 assistant: hi"]);
    expect(chat.messages[1]?.model).toBe("m");
    const withLeaf = { ...file, thread: { ...file.thread, activeLeafId: "msg_1" } };
    expect(read(withLeaf).leaf).toBe("msg_1");
    const { format: _, ...account } = { ...file, id: "cthr_1", active_leaf_id: "msg_1" };
    expect(read({ ...account, thread: undefined }).leaf).toBe("msg_1");
  });
});

test("temporary chats and those in the trash are left out of an account's export", () => {
  const thread = (change: object) => ({
    id: "cthr_1",
    title: "Mine",
    trashed_at: null,
    temporary_until: null,
    messages: [{ id: "msg_1", parent_id: null, role: "user", text: "hello" }],
    ...change,
  });
  expect(read(thread({})).messages).toHaveLength(1);
  const time = "2026-01-01T00:00:00.000Z";
  expect(readChat(thread({ trashed_at: time }))).toMatchObject({
    unreadable: "trashed",
    title: "Mine",
  });
  expect(readChat(thread({ temporary_until: time }))).toMatchObject({ unreadable: "temporary" });
});

describe("hostile input", () => {
  test("is not sent on: Base64 that is too long, alone or together, and endless names", () => {
    const file = (bytes: number) => ({
      type: "base64",
      name: "a".repeat(1_000),
      value: "A".repeat((bytes / 3) * 4),
    });
    const [chat] = chatUi;
    const readFiles = (files: unknown[]) =>
      read({
        ...chat,
        model: "m".repeat(1_000),
        messages: [{ id: "c1", from: "assistant", content: "", files }],
      })
        .messages.flatMap((message) => [message.model?.length, ...message.files])
        .map((each) => {
          if (typeof each !== "object") return each;
          expect(each.name).toHaveLength(255);
          return each.from && "base64" in each.from ? "sent" : each.from;
        });
    const large = file(24_000_000);
    const tooLarge = { isTooLarge: true } as const;
    expect(readFiles([file(27_000_000), file(3)])).toEqual([200, tooLarge, "sent"]);
    expect(readFiles([large, large, large, large, file(3)])).toEqual([
      200,
      "sent",
      "sent",
      "sent",
      tooLarge,
      "sent",
    ]);
    // One more than a message may have.
    expect(readFiles(Array.from({ length: 50 }, () => file(3)))).toHaveLength(1 + 21);
  });

  test("from the future is from now", () => {
    const [chat] = claude;
    const { updatedAt, messages } = read({
      ...chat,
      updated_at: "2190-01-01T00:00:00Z",
      chat_messages: [{ ...chat?.chat_messages[0], created_at: "2190-01-01T00:00:00Z" }],
    });
    expect(updatedAt).toBeLessThanOrEqual(Date.now());
    expect(messages[0]?.at).toBeLessThanOrEqual(Date.now());
  });

  test("of any kind is no chat, and never an error", () => {
    const bits = fc.oneof(
      fc.constantFrom(...chatgpt, ...claude, librechat, ...openWebUi, ...chatUi),
      fc.anything({ maxDepth: 3 }),
    );
    const run = fc.property(
      bits,
      fc.string(),
      fc.anything({ maxDepth: 2 }),
      (base, name, value) => {
        const mixed = typeof base === "object" && base !== null ? { ...base, [name]: value } : base;
        readChat(mixed);
        for (const key of ["mapping", "chat_messages", "chat", "messages", "title", "id"])
          readChat(typeof base === "object" && base !== null ? { ...base, [key]: value } : base);
      },
    );
    fc.assert(run, { numRuns: 300 });
  });

  test("with nodes in a circle, or thousands deep, ends", () => {
    const node = (id: string, parent: string | null) => [
      id,
      {
        id,
        parent,
        message: {
          author: { role: Number(id.slice(1)) % 2 === 0 ? "user" : "assistant" },
          content: { content_type: "text", parts: [id] },
        },
      },
    ];
    const circle = Object.fromEntries([node("n1", "n2"), node("n2", "n1")]);
    expect(readChat({ conversation_id: "x", mapping: circle })).toMatchObject({
      unreadable: "no_messages",
    });
    const deep = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, i) => node(`n${i}`, i === 0 ? null : `n${i - 1}`)),
    );
    expect(read({ conversation_id: "x", mapping: deep }).messages).toHaveLength(9_000);
  });
});
