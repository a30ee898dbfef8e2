import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const de: Translation<PersonalWords> = {
  "instructions.title": "Eigene Anweisungen",
  "instructions.intro":
    "Alle Assistenten befolgen sie in allen deinen Chats, ab deiner nächsten Nachricht. Admins können sie nicht sehen.",
  "instructions.about": "Was soll ChatKit über dich wissen?",
  "instructions.about.hint": "Zum Beispiel: dein Beruf, dein Wohnort, was du magst.",
  "instructions.style": "Wie soll ChatKit antworten?",
  "instructions.style.hint": "Zum Beispiel: kurz, förmlich, mit Quellen.",
  "instructions.on": "Diese Anweisungen verwenden",
  "instructions.save": "Speichern",
  "instructions.saved": "Gespeichert.",
};
