import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const de: Translation<DictationWords> = {
  start: "Diktieren",
  stop: "Diktat beenden",
  listening:
    "Ich höre zu … Der Hersteller deines Browsers verarbeitet eventuell, was du sagst. Esc beendet.",
  "problem.denied":
    "Der Browser erlaubt das Mikrofon hier nicht. Erlaube es in den Einstellungen der Website.",
  "problem.microphone": "Kein Mikrofon gefunden.",
  "problem.silence": "Es war nichts zu hören. Versuche es noch einmal.",
  "problem.network": "Der Sprachdienst des Browsers ist nicht erreichbar.",
  "problem.language": "Der Browser kann diese Sprache nicht mitschreiben.",
  "problem.failed": "Das Diktat wurde wegen eines Fehlers beendet.",
};
