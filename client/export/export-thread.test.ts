import { expect, test } from "bun:test";
import type { Message } from "../../shared/message.ts";
import { fileNameOf, toMarkdown, toThreadFile } from "./export-thread.ts";
import { threadFileSchema } from "../../shared/thread-file.ts";

const words = {
  untitled: "New chat",
  you: "You",
  assistant: "Assistant",
  files: "Files",
  instruction: "Instruction",
  thoughts: "Thoughts",
};

const thread = {
  id: "cthr_1",
  workflowId: "wf_1",
  title: "Two\nlines",
  createdAt: "2026-11-29T10:00:00.000Z",
  updatedAt: "2026-11-29T10:05:00.000Z",
  running: false,
  unread: false,
};

function message(seq: number, rest: Partial<Message>): Message {
  return {
    id: `msg_${seq}`,
    threadId: "cthr_1",
    parentId: seq === 1 ? null : `msg_${seq - 1}`,
    seq,
    role: seq % 2 === 1 ? "user" : "assistant",
    text: "",
    createdAt: `2026-11-29T10:0${seq}:00.000Z`,
    generation: null,
    ...rest,
  };
}

const generation = {
  id: "gen_1",
  status: "completed" as const,
  model: "gpt-5",
  error: null,
  usage: null,
  finishReason: undefined,
};

const question = message(1, {
  text: "# not a heading of mine?",
  attachments: [
    {
      id: "atc_1",
      kind: "file",
      name: "a\nb.txt",
      mimeType: "text/plain",
      size: 1,
      width: null,
      height: null,
    },
  ],
});
const reply = message(2, {
  text: "So **be** it.",
  generation,
  parts: [
    {
      kind: "reasoning",
      text: "First,\nthen.",
      startedAt: "2026-11-29T10:01:00.000Z",
      endedAt: null,
    },
    { kind: "text", text: "So **be** it." },
  ],
});
const other = message(3, { parentId: "msg_1", role: "assistant", text: "Another", generation });
const exported = {
  thread,
  messages: [reply, question, other],
  branch: ["msg_1", "msg_2"],
  exportedAt: new Date("2026-11-29T12:00:00.000Z"),
};
const time = (iso: string) => iso.slice(11, 16);

test("Markdown has the messages of the branch, and thoughts only where they are wanted", () => {
  expect(toMarkdown(exported, { words, time, hasThoughts: false })).toBe(
    `# Two lines

## You · 10:01

*Files: a b.txt*

# not a heading of mine?

## gpt-5 · 10:02

So **be** it.
`,
  );
  expect(toMarkdown(exported, { words, time, hasThoughts: true })).toContain(
    "## gpt-5 · 10:02\n\n> **Thoughts**\n>\n> First,\n> then.\n\nSo **be** it.",
  );
});

test("an instruction stays with its version", () => {
  const asked = { ...reply, generation: { ...generation, instruction: "In\nverse" } };
  const messages = [question, asked];
  expect(toMarkdown({ ...exported, messages }, { words, time, hasThoughts: false })).toContain(
    "## gpt-5 · 10:02\n\n> **Instruction:** In verse\n\nSo **be** it.",
  );
});

test("JSON has all versions, in order, and reads back", () => {
  const file = threadFileSchema.parse(JSON.parse(toThreadFile(exported)));
  expect(file.messages.map(({ id }) => id)).toEqual(["msg_1", "msg_2", "msg_3"]);
  expect(file.messages[1]?.parts).toEqual(reply.parts);
  expect(file.thread).toEqual({
    id: thread.id,
    title: thread.title,
    createdAt: thread.createdAt,
    updatedAt: thread.updatedAt,
    activeLeafId: "msg_2",
  });
});

test("a file's name is one that every system accepts", () => {
  expect(fileNameOf('a/b\\c: "d" <e>|?*', "md")).toBe("a b c d e.md");
  expect(fileNameOf("..", "json")).toBe("chat.json");
  expect(fileNameOf("", "md")).toBe("chat.md");
  expect(fileNameOf("😀".repeat(100), "md")).toBe(`${"😀".repeat(40)}.md`);
  expect(fileNameOf("字".repeat(100), "md")).toBe(`${"字".repeat(66)}.md`);
  expect(fileNameOf("x".repeat(79) + "👨‍👩‍👧!", "md")).toBe(`${"x".repeat(79)}👨‍👩‍👧.md`);
  expect(["NUL", "com1.txt", "Console"].map((title) => fileNameOf(title, "md"))).toEqual([
    "_NUL.md",
    "_com1.txt.md",
    "Console.md",
  ]);
  expect(fileNameOf("bill \u202efdp", "md")).toBe("bill fdp.md");
});
