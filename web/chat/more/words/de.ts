import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const de: Translation<MoreWords> = {
  "more.menu": "Weitere Aktionen",
  "more.fork": "Neuer Chat ab hier",
  "more.remove.pair": "Nachricht und Antwort löschen",
  "more.remove.version": "Diese Version löschen",
  "more.fork.failed": "Der Chat konnte nicht kopiert werden.",
  "more.removed": "Nachricht gelöscht.",
  "more.restore": "Rückgängig",
  "more.remove.failed": "Die Nachricht konnte nicht gelöscht werden.",
  "more.remove.busy": "Du kannst sie löschen, sobald darunter keine Antwort mehr geschrieben wird.",
  "more.restore.failed": "Die Nachricht konnte nicht wiederhergestellt werden.",
  "more.source": (title: string) => `Kopie von „${title}“`,
  "more.source.other": "Kopie eines anderen Chats",
};
