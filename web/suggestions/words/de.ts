import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const de: Translation<ComposerMenuWords> = {
  "menu.slash": "Prompts und Befehle",
  "menu.mention": "Wer auf diese Nachricht antwortet",
  "group.own": "Deine Prompts",
  "group.shared": "Geteilte Prompts",
  "group.commands": "Befehle",
  "group.assistants": "Assistenten",
  "group.models": "Modelle",
  "command.search": "Suchen",
  "command.temporary": "Temporärer Chat",
  "command.export": "Diesen Chat exportieren",
  "command.archive": "Diesen Chat archivieren",
  "prompt.failed": "Dieser Prompt konnte nicht geladen werden.",
  "variables.title": (name) => `„${name}“ ausfüllen`,
  "variables.insert": "Einfügen",
  answers: (name) => `${name} antwortet auf diese Nachricht`,
  "answers.remove": (name) => `${name} nicht fragen`,
  count: (count) => `Vorschläge: ${count}`,
};
