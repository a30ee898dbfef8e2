import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const it: Translation<ImportWords> = {
  "import.title": "Importa chat",
  "import.intro":
    "Da ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat o ChatKit: il file ZIP o JSON che esportano. Le chat già importate vengono saltate.",
  "import.choose": "Scegli un file",
  "import.drop": "o trascinalo qui",
  "import.uploading": (value) => `Caricamento… ${value}`,
  "import.queued": "In attesa di iniziare…",
  "import.running": (value) => `Importazione… Chat finora: ${value}`,
  "import.done": "Importazione completata.",
  "import.cancelled": "Importazione annullata. Le chat già importate restano.",
  "import.failed.not_an_export":
    "Questo file non è un’esportazione leggibile. Scegli il file ZIP o JSON così come l’hai scaricato.",
  "import.failed.damaged":
    "Il file è danneggiato o incompleto. Le chat precedenti al danno sono state importate.",
  "import.failed.too_complex":
    "Il file è troppo grande da leggere. Le chat precedenti a quel punto sono state importate.",
  "import.failed.failed":
    "Si è verificato un problema sul server. Puoi importare di nuovo il file.",
  "import.cancel": "Annulla",
  "import.counts": (first, second, third) =>
    `Importate: ${first} · Già presenti: ${second} · Escluse: ${third}`,
  "import.report": "Mostra tutte le chat",
  "import.report.hide": "Nascondi chat",
  "import.more": "Mostra altro",
  "import.untitled": "Chat senza titolo",
  "import.outcome.imported": "Importata",
  "import.outcome.known": "Già presente",
  "import.outcome.unreadable": "Esclusa",
  "import.problem.no_messages": "non ha messaggi",
  "import.problem.not_a_chat": "non è una chat leggibile",
  "import.problem.too_large": "è troppo lunga",
  "import.problem.temporary": "era una chat temporanea",
  "import.problem.trashed": "era nel cestino",
  "import.problem.files_missing": "alcuni file non sono nell’esportazione",
  "import.problem.files_unusable": "alcuni file non sono leggibili",
  "import.problem.storage_full": "alcuni file non entrano nel tuo spazio",
  "import.busy": "Un’altra importazione non è ancora terminata.",
  "import.tooLarge": "Il file supera 1 GB.",
  "import.empty": "Il file è vuoto.",
  "import.earlier": "Importazioni precedenti",
};
