import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const de: Translation<PersonalWords> = {
  "instructions.title": "Eigene Anweisungen",
  "instructions.intro":
    "Alle Assistenten befolgen sie in allen deinen Chats, ab deiner nächsten Nachricht. Admins können sie nicht sehen.",
  "instructions.about": (app: string) => `Was soll ${app} über dich wissen?`,
  "instructions.about.hint": "Zum Beispiel: dein Beruf, dein Wohnort, was du magst.",
  "instructions.style": (app: string) => `Wie soll ${app} antworten?`,
  "instructions.style.hint": "Zum Beispiel: kurz, förmlich, mit Quellen.",
  "instructions.on": "Diese Anweisungen verwenden",
  "instructions.save": "Speichern",
  "instructions.saved": "Gespeichert.",
  "memory.title": "Gedächtnis",
  "memory.intro":
    "Modelle erhalten diese Angaben in allen deinen Chats. Nur du fügst etwas hinzu: Modelle können es nicht, und Admins sehen sie nicht.",
  "memory.on": "Gedächtnis verwenden",
  "memory.none": "Noch nichts gemerkt.",
  "memory.add": "Merken",
  "memory.add.label": "Was soll über dich gemerkt werden?",
  "memory.edit": (value) => `„${value}“ bearbeiten`,
  "memory.edit.label": "Was soll gemerkt werden?",
  "memory.delete": (value) => `„${value}“ löschen`,
  "memory.deleteAll": "Alles löschen",
  "memory.deleteAll.title": "Das ganze Gedächtnis löschen?",
  "memory.deleteAll.text": "Alles, was über dich gemerkt ist, wird endgültig gelöscht.",
  "memory.cancel": "Abbrechen",
  "memory.empty": "Pflichtfeld.",
  "memory.full": "Das Gedächtnis ist voll. Lösche zuerst etwas.",
};
