import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of what is opened from the app's first page and comes when it is. */
export const en = {
  "rename.title": "Rename the conversation",
  "rename.label": "Title",
  "rename.save": "Save",
  "delete.title": "Delete this conversation?",
  "delete.text": (title: string) => `“${title}” and all its messages will be deleted for ever.`,

  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.send": "Send the message",
  "shortcuts.newline": "New line",
  "shortcuts.newChat": "New chat",
  "shortcuts.focus": "Go to the message field",
  "shortcuts.stop": "Stop the reply",
  "shortcuts.list": "This list",

  "connect.title": "Connect a model",
  "connect.intro":
    "Until a model is connected, a small model inside this server answers. It works offline and knows little. To use a real one, whoever runs this server does the following.",
  "connect.step.key": "Set the API key of any service that speaks the OpenAI protocol:",
  "connect.step.url": "For another service, or a model on your own machine, set its address too:",
  "connect.step.restart": "Start the server again. This notice goes away by itself.",
  "connect.back": "Back to the chat",
};

/** The same in any language. */
export type AppWords = WordsOf<typeof en>;
