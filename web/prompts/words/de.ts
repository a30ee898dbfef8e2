import type { Translation } from "../../i18n/page-words.ts";
import type { PromptWords } from "./en.ts";

export const de: Translation<PromptWords> = {
  title: "Prompts",
  intro:
    "Texte, die du immer wieder brauchst. Tippe / in ein leeres Nachrichtenfeld, um einen einzufügen.",
  own: "Deine Prompts",
  "own.none": "Du hast noch keine Prompts geschrieben.",
  shared: "Mit allen geteilt",
  new: "Neuer Prompt",
  edit: "Bearbeiten",
  "edit.label": (name) => `„${name}“ bearbeiten`,
  delete: "Löschen",
  "delete.label": (name) => `„${name}“ löschen`,
  "delete.title": "Diesen Prompt löschen?",
  "delete.text": (name) => `„${name}“ wird endgültig gelöscht.`,
  "delete.textShared": (name) => `„${name}“ wird für alle endgültig gelöscht.`,
  "form.new": "Neuer Prompt",
  "form.edit": "Prompt bearbeiten",
  name: "Name",
  description: "Beschreibung (optional)",
  text: "Text",
  "text.hint":
    "{{topic}} fragt beim Einfügen nach einem Wert, {{language|French}} mit einer Vorgabe.",
  share: "Mit allen auf diesem Server teilen",
  save: "Speichern",
  "wrong.name": (max) => `Gib einen Namen mit höchstens ${max} Zeichen ein.`,
  "wrong.description": (max) => `Gib höchstens ${max} Zeichen ein.`,
  "wrong.text": (max) => `Gib einen Text mit höchstens ${max} Zeichen ein.`,
  "wrong.tooMany": "Die Höchstzahl an Prompts ist erreicht. Lösche zuerst einen.",
};
