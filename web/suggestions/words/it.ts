import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const it: Translation<ComposerMenuWords> = {
  "menu.slash": "Prompt e comandi",
  "menu.mention": "Chi risponde a questo messaggio",
  "group.own": "I tuoi prompt",
  "group.shared": "Prompt condivisi",
  "group.commands": "Comandi",
  "group.assistants": "Assistenti",
  "group.models": "Modelli",
  "command.search": "Cerca",
  "command.temporary": "Chat temporanea",
  "command.export": "Esporta questa chat",
  "command.archive": "Archivia questa chat",
  "prompt.failed": "Impossibile caricare questo prompt.",
  "variables.title": (name) => `Compila “${name}”`,
  "variables.insert": "Inserisci",
  answers: (name) => `${name} risponde a questo messaggio`,
  "answers.remove": (name) => `Non chiedere a ${name}`,
  count: (count) => `Suggerimenti: ${count}`,
};
