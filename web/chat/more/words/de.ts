import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const de: Translation<MoreWords> = {
  "more.menu": "Weitere Aktionen",
  "more.fork": "Neuer Chat ab hier",
  "more.remove.pair": "Nachricht und Antwort löschen",
  "more.remove.version": "Diese Version löschen",
  "more.source": (title: string) => `Kopie von „${title}“`,
  "more.source.other": "Kopie eines anderen Chats",
};
