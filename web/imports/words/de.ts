import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const de: Translation<ImportWords> = {
  "import.title": "Chats importieren",
  "import.intro":
    "Aus ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat oder ChatKit: die ZIP- oder JSON-Datei, die sie exportieren. Schon importierte Chats werden übersprungen.",
  "import.choose": "Datei auswählen",
  "import.drop": "oder hier ablegen",
  "import.uploading": (value) => `Wird hochgeladen … ${value}`,
  "import.queued": "Wartet auf den Start …",
  "import.running": (value) => `Wird importiert … Chats bisher: ${value}`,
  "import.done": "Import abgeschlossen.",
  "import.cancelled": "Import abgebrochen. Schon importierte Chats bleiben.",
  "import.failed.not_an_export":
    "Diese Datei ist kein lesbarer Export. Wähle die ZIP- oder JSON-Datei so, wie du sie heruntergeladen hast.",
  "import.failed.damaged":
    "Die Datei ist beschädigt oder unvollständig. Chats davor wurden importiert.",
  "import.failed.too_complex":
    "Die Datei ist zu groß, um sie zu lesen. Chats davor wurden importiert.",
  "import.failed.failed":
    "Auf dem Server ist etwas schiefgelaufen. Du kannst die Datei noch einmal importieren.",
  "import.cancel": "Abbrechen",
  "import.counts": (first, second, third) =>
    `Importiert: ${first} · Schon vorhanden: ${second} · Ausgelassen: ${third}`,
  "import.report": "Alle Chats anzeigen",
  "import.report.hide": "Chats ausblenden",
  "import.more": "Mehr anzeigen",
  "import.untitled": "Chat ohne Titel",
  "import.outcome.imported": "Importiert",
  "import.outcome.known": "Schon vorhanden",
  "import.outcome.unreadable": "Ausgelassen",
  "import.problem.no_messages": "er hat keine Nachrichten",
  "import.problem.not_a_chat": "er ist kein lesbarer Chat",
  "import.problem.too_large": "er ist zu lang",
  "import.problem.temporary": "er war ein temporärer Chat",
  "import.problem.trashed": "er lag im Papierkorb",
  "import.problem.files_missing": "einige Dateien fehlen im Export",
  "import.problem.files_unusable": "einige Dateien konnten nicht gelesen werden",
  "import.problem.storage_full": "einige Dateien passen nicht in deinen Speicherplatz",
  "import.busy": "Ein anderer Import ist noch nicht fertig.",
  "import.tooLarge": "Die Datei ist größer als 1 GB.",
  "import.empty": "Die Datei ist leer.",
  "import.earlier": "Frühere Importe",
};
