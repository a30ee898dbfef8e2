import type { ImportedChat, UnreadableChat } from "../imported-chat.ts";
import { lengthOfText } from "../length-of-text.ts";
import { boundFiles } from "./bound-files.ts";
import { isChatGpt, readChatGpt } from "./chatgpt.ts";
import { isChatKit, readChatKit } from "./chatkit.ts";
import { isChatUi, readChatUi } from "./chat-ui.ts";
import { isClaude, readClaude } from "./claude.ts";
import { isLibreChat, readLibreChat } from "./librechat.ts";
import { isOpenWebUi, readOpenWebUi } from "./open-webui.ts";
import { asFilled, asId, asObject, type Json } from "./narrow-json.ts";

interface Format {
  is(chat: Json): boolean;
  read(chat: Json): ImportedChat | UnreadableChat;
}

/** The most particular first. */
const formats: readonly Format[] = [
  { is: isChatKit, read: readChatKit },
  { is: isChatGpt, read: readChatGpt },
  { is: isClaude, read: readClaude },
  { is: isOpenWebUi, read: readOpenWebUi },
  { is: isLibreChat, read: readLibreChat },
  { is: isChatUi, read: readChatUi },
];

/** Maximum number of messages of a chat. */
const mostMessages = 10_000;

/** Most text of a chat, in UTF-16 code units. */
const mostText = 20_000_000;

/** Reads one entry of an export of any program. Pure; input may be anything. */
export function readChat(raw: unknown): ImportedChat | UnreadableChat {
  const chat = asObject(raw);
  const format = chat && formats.find((each) => each.is(chat));
  if (!chat || !format)
    return {
      source: null,
      sourceId: asId(chat?.["id"]),
      title: asFilled(chat?.["title"]),
      unreadable: "not_a_chat",
    };
  const read = format.read(chat);
  if ("unreadable" in read) return read;
  const { source, sourceId, title, messages } = read;
  if (messages.length > mostMessages || lengthOfText(messages) > mostText)
    return { source, sourceId, title, unreadable: "too_large" };
  return { ...read, messages: boundFiles(messages) };
}
