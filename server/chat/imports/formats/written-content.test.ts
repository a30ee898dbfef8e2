import { expect, test } from "bun:test";
import { chatgpt, claude } from "../samples.testing.ts";
import { readChat } from "./read-chat.ts";

/** The words of the only reply of an export's first chat, whose nodes are replaced. */
function replyOf(raw: unknown): string | undefined {
  const chat = readChat(raw);
  if ("unreadable" in chat) throw new Error(`unreadable: ${chat.unreadable}`);
  return chat.messages.find(({ role }) => role === "assistant")?.text;
}

function chatGptReply(message: object): string | undefined {
  const author = { role: "assistant", name: null, metadata: {} };
  const root = { id: "root", message: null, parent: null, children: ["a"] };
  const node = { id: "a", message: { id: "a", author, metadata: {}, ...message }, parent: "root" };
  return replyOf({ ...chatgpt[0], mapping: { root, a: node }, current_node: "a" });
}

const cited = (parts: string[], references: object[] = []) =>
  chatGptReply({
    content: { content_type: "text", parts },
    metadata: { content_references: references },
    recipient: "all",
  });

test("ChatGPT's citations are links to their pages", () => {
  const cite = "\ue200cite\ue202turn0search0\ue202turn0search1\ue201";
  const items = [
    { title: "A [guide]", url: "https://a.example/x_(y)" },
    { title: null, url: "https://b.example/" },
    { title: "Not a page", url: "javascript:alert(1)" },
  ];
  expect(cited([`It is so. ${cite} Next.`], [{ matched_text: cite, type: "grouped", items }])).toBe(
    "It is so. ([A \\[guide\\]](https://a.example/x_%28y%29), [b.example](https://b.example/)) Next.",
  );
  const footnote = { matched_text: "【4†source】", title: "Old", url: "https://old.example/" };
  expect(cited(["So【4†source】, 【5†source】."], [footnote])).toBe(
    "So([Old](https://old.example/)), 【5†source】.",
  );
});

test("marks without a known meaning show what they name, or nothing", () => {
  expect(cited(['In \ue200entity\ue202["city","Paris","France"]\ue201 now'])).toBe("In Paris now");
  expect(cited(["See \ue200url\ue202the page\ue202https://a.example/\ue201"])).toBe(
    "See [the page](https://a.example/)",
  );
  expect(cited(["One\ue200cite\ue202turn0search9\ue201 two\ue200"])).toBe("One two");
});

test("documents of ChatGPT's canvas and of Claude are in the reply", () => {
  const canvas = { name: "tool.py", type: "code/python", content: "print('```')" };
  expect(
    chatGptReply({
      content: { content_type: "code", text: JSON.stringify(canvas) },
      recipient: "canmore.create_textdoc",
    }),
  ).toBe("**tool.py**\n\n````python\nprint('```')\n````");
  const content = [
    { type: "text", text: "Here:" },
    {
      type: "tool_use",
      name: "artifacts",
      input: { command: "create", type: "text/html", title: "Page", content: "<p>Hi</p>" },
    },
    { type: "tool_use", name: "create_file", input: { path: "/out/a.csv", file_text: "a,b" } },
    { type: "tool_use", name: "search", input: { content: "no document" } },
  ];
  const messages = [{ uuid: "m", sender: "assistant", content }];
  expect(replyOf({ ...claude[0], chat_messages: messages })).toBe(
    "Here:\n\n**Page**\n\n````html\n<p>Hi</p>\n````\n\n**a.csv**\n\n````csv\na,b\n````",
  );
});

test("a recording that is not in the export is named", () => {
  const { mapping, ...chat } = chatgpt[0] ?? {};
  const part = { content_type: "audio_asset_pointer", asset_pointer: "sediment://file_1" };
  const spoken = { content_type: "audio_transcription", text: "Good morning" };
  const message = {
    id: "q",
    author: { role: "user" },
    content: { content_type: "multimodal_text", parts: [part, spoken] },
    recipient: "all",
  };
  const read = readChat({ ...chat, mapping: { q: { id: "q", message, parent: null } } });
  expect(mapping).toBeDefined();
  expect(read).toMatchObject({
    messages: [{ text: "Good morning", files: [{ name: "audio.wav", from: null }] }],
  });
});
