import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of exporting a chat, in English. */
export const en = {
  "export.title": "Export chat",
  "export.format": "Format",
  "export.markdown": "Markdown",
  "export.markdown.hint": "The chat as you see it, as text",
  "export.html": "HTML",
  "export.html.hint": "A page that opens in any browser, to read, print or save as PDF",
  "export.json": "JSON",
  "export.json.hint": "Everything, with all versions of each message, for programs",
  "export.thoughts": "Include thoughts",
  "export.save": "Export",
  "export.loading": (count: string) => `Loading messages: ${count}…`,
  "export.failed": "Couldn’t load the whole chat.",
  "export.files": "Files",
  "export.thoughtsOf": "Thoughts",
};

export type ExportWords = WordsOf<typeof en>;
