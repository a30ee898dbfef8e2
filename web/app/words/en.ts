import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of what is opened from the app's first page, loaded with it. */
export const en = {
  "rename.title": "Rename chat",
  "rename.label": "Title",
  "rename.save": "Save",
  "delete.title": (count: number) => (count === 1 ? "Delete this chat?" : `Delete ${count} chats?`),
  "delete.many": (count: number) =>
    `${count} chats and all their messages will be permanently deleted.`,
  "delete.text": (title: string) => `“${title}” and all its messages will be permanently deleted.`,

  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.send": "Send message",
  "shortcuts.newline": "New line",
  "shortcuts.edit": "Edit last message (in an empty field)",
  "shortcuts.commands": "Prompts and commands (in an empty field)",
  "shortcuts.mention": "Ask another assistant or model",
  "shortcuts.newChat": "New chat",
  "shortcuts.focus": "Focus message field",
  "shortcuts.stop": "Stop reply or dictation",
  "shortcuts.search": "Search",
  "shortcuts.rename": "Rename chat",
  "shortcuts.delete": "Delete chat",
  "shortcuts.sidebar": "Open or close sidebar",
  "shortcuts.list": "Show shortcuts",
  "shortcuts.group.everywhere": "Everywhere",
  "shortcuts.group.field": "Message field",
  "shortcuts.group.options": "Search, models and suggestions",
  "shortcuts.group.chats": "List of chats",
  "shortcuts.space": "Space",
  "shortcuts.print": "Print the whole chat",
  "shortcuts.close": "Close or cancel what is open",
  "shortcuts.unmention": "Remove the mention (at the start of the field)",
  "shortcuts.quote": "Actions for the selected text",
  "shortcuts.optionMove": "Move",
  "shortcuts.optionChoose": "Choose",
  "shortcuts.chatMove": "Move through the chats",
  "shortcuts.chatFind": "Find a chat by its title",
  "shortcuts.chatActions": "Actions for the chat",
  "shortcuts.chatBack": "Back to the chat’s title",
  "shortcuts.chatSelect": "Select the chat",
  "shortcuts.chatExtend": "Select more chats",
  "shortcuts.chatAll": "Select all chats",
  "shortcuts.chatLeave": "Stop selecting",
  "shortcuts.width": "Width of the sidebar (on its edge)",

  "connect.title": "Connect a model",
  "connect.intro":
    "Until you connect a model, a small built-in model answers. It works offline and knows little.",
  "connect.guest":
    "Admins connect models here in the app. The first account on this server becomes its admin.",
  "connect.register": "Register",
  "connect.signIn": "Sign in",
  "connect.person": "Admins connect models here in the app. Ask an admin of this server.",
  "connect.settings": "Using the server’s settings",
  "connect.step.key": "Set the API key of any OpenAI-compatible service:",
  "connect.step.url": "For another service, or a model on your own machine, also set its address:",
  "connect.step.restart": "Restart the server. This notice will disappear.",
  "connect.back": "Back to chat",
};

/** The words in any language. */
export type AppWords = WordsOf<typeof en>;
