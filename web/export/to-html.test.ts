import { expect, test } from "bun:test";
import { markdownEngine } from "../markdown/markdown-engine.ts";
import { toHtml } from "./to-html.ts";

const thread = {
  id: "cthr_1",
  workflowId: "wf_1",
  title: "Tea & <cake>",
  createdAt: "2026-11-29T10:00:00.000Z",
  updatedAt: "2026-11-29T10:05:00.000Z",
  running: false,
  unread: false,
};

const reply = {
  id: "msg_2",
  threadId: "cthr_1",
  parentId: "msg_1",
  seq: 2,
  role: "assistant" as const,
  text: "**Yes**: $x^2$ [here](/t/1) <script>alert(1)</script>",
  parts: [
    { kind: "reasoning" as const, text: "Hm.", startedAt: "2026-11-29T10:01:00Z", endedAt: null },
    { kind: "text" as const, text: "**Yes**: $x^2$ [here](/t/1) <script>alert(1)</script>" },
  ],
  createdAt: "2026-11-29T10:01:00.000Z",
  generation: { id: "gen_1", status: "completed" as const, model: "m-1", error: null, usage: null },
};

const question = {
  id: "msg_1",
  threadId: "cthr_1",
  parentId: null,
  seq: 1,
  role: "user" as const,
  text: "Is *this*\ntea?",
  createdAt: "2026-11-29T10:00:00.000Z",
  generation: null,
  attachments: [
    {
      id: "atc_1",
      kind: "file" as const,
      name: "a<b>.txt",
      mimeType: "text/plain",
      size: 2048,
      width: null,
      height: null,
    },
    {
      id: "atc_2",
      kind: "image" as const,
      name: "leaf.png",
      mimeType: "image/png",
      size: 90,
      width: 10,
      height: 8,
    },
  ],
};

const options = {
  app: "Acme Chat",
  engine: markdownEngine,
  words: {
    untitled: "New",
    you: "You",
    assistant: "Assistant",
    files: "Files",
    instruction: "Instruction",
    thoughts: "Thoughts",
  },
  time: (iso: string) => iso.slice(0, 10),
  locale: "en" as const,
  direction: "ltr" as const,
  address: "https://chat.example",
  picture: async (id: string) => (id === "atc_2" ? "data:image/webp;base64,AAAA" : null),
  pause: async () => {},
};

const exported = {
  thread,
  messages: [question, reply],
  branch: ["msg_1", "msg_2"],
  exportedAt: new Date("2026-11-29T11:00:00Z"),
};

test("a chat becomes a page that stands alone and runs nothing", async () => {
  const html = await toHtml(exported, { ...options, hasThoughts: true });
  expect(html).toStartWith('<!doctype html>\n<html lang="en" dir="ltr">');
  expect(html).toContain('<p class="site">Acme Chat</p>');
  expect(html).toContain('<h1 dir="auto">Tea &amp; &lt;cake&gt;</h1>');
  expect(html).toContain('<p dir="auto">Is *this*</p><p dir="auto">tea?</p>');
  expect(html).toContain("a&lt;b&gt;.txt (2 kB)");
  expect(html).toContain("<strong>Yes</strong>");
  expect(html).toContain("<math");
  expect(html).toContain('href="https://chat.example/t/1"');
  expect(html).toContain("<summary>Thoughts</summary>");
  expect(html).toContain(
    '<img src="data:image/webp;base64,AAAA" alt="leaf.png" width="10" height="8"',
  );
  expect(html).not.toMatch(/<script|src="(?!data:)|@import|url\(|<link/);
});

test("thoughts are left out unless they are wanted", async () => {
  const html = await toHtml(exported, { ...options, hasThoughts: false });
  expect(html).not.toContain("Hm.");
  expect(html).toContain("<strong>Yes</strong>");
});
