import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const nl: Translation<ImportWords> = {
  "import.title": "Chats importeren",
  "import.intro":
    "Uit ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat of ChatKit: het ZIP- of JSON-bestand dat ze exporteren. Al geïmporteerde chats worden overgeslagen.",
  "import.choose": "Bestand kiezen",
  "import.drop": "of zet het hier neer",
  "import.uploading": (value) => `Uploaden… ${value}`,
  "import.queued": "Wacht op de start…",
  "import.running": (value) => `Importeren… Chats tot nu toe: ${value}`,
  "import.done": "Import voltooid.",
  "import.cancelled": "Import geannuleerd. Al geïmporteerde chats blijven.",
  "import.failed.not_an_export":
    "Dit bestand is geen leesbare export. Kies het ZIP- of JSON-bestand zoals je het hebt gedownload.",
  "import.failed.damaged":
    "Het bestand is beschadigd of onvolledig. Chats daarvóór zijn geïmporteerd.",
  "import.failed.too_complex":
    "Het bestand is te groot om te lezen. Chats daarvóór zijn geïmporteerd.",
  "import.failed.failed":
    "Er is iets misgegaan op de server. Je kunt het bestand opnieuw importeren.",
  "import.cancel": "Annuleren",
  "import.counts": (first, second, third) =>
    `Geïmporteerd: ${first} · Al aanwezig: ${second} · Weggelaten: ${third}`,
  "import.report": "Alle chats tonen",
  "import.report.hide": "Chats verbergen",
  "import.more": "Meer tonen",
  "import.untitled": "Chat zonder titel",
  "import.outcome.imported": "Geïmporteerd",
  "import.outcome.known": "Al aanwezig",
  "import.outcome.unreadable": "Weggelaten",
  "import.problem.no_messages": "geen berichten",
  "import.problem.not_a_chat": "geen leesbare chat",
  "import.problem.too_large": "te lang",
  "import.problem.temporary": "het was een tijdelijke chat",
  "import.problem.trashed": "hij stond in de prullenbak",
  "import.problem.files_missing": "sommige bestanden staan niet in de export",
  "import.problem.files_unusable": "sommige bestanden konden niet worden gelezen",
  "import.problem.storage_full": "sommige bestanden passen niet in je opslag",
  "import.busy": "Een andere import is nog niet klaar.",
  "import.tooLarge": "Het bestand is groter dan 1 GB.",
  "import.empty": "Het bestand is leeg.",
  "import.earlier": "Eerdere imports",
};
