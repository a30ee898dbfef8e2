import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const nl: Translation<ComposerMenuWords> = {
  "menu.slash": "Prompts en opdrachten",
  "menu.mention": "Wie dit bericht beantwoordt",
  "group.own": "Jouw prompts",
  "group.shared": "Gedeelde prompts",
  "group.commands": "Opdrachten",
  "group.assistants": "Assistenten",
  "group.models": "Modellen",
  "command.search": "Zoeken",
  "command.temporary": "Tijdelijke chat",
  "command.export": "Deze chat exporteren",
  "command.archive": "Deze chat archiveren",
  "prompt.failed": "Deze prompt kan niet worden geladen.",
  "variables.title": (name) => `‘${name}’ invullen`,
  "variables.insert": "Invoegen",
  answers: (name) => `${name} beantwoordt dit bericht`,
  "answers.remove": (name) => `${name} niet vragen`,
  count: (count) => `Suggesties: ${count}`,
};
