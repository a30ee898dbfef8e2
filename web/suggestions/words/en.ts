import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the menus of the message field. */
export const en = {
  "menu.slash": "Prompts and commands",
  "menu.mention": "Who answers this message",
  "group.own": "Your prompts",
  "group.shared": "Shared prompts",
  "group.commands": "Commands",
  "group.assistants": "Assistants",
  "group.models": "Models",
  "command.search": "Search",
  "command.temporary": "Temporary chat",
  "command.export": "Export this chat",
  "command.archive": "Archive this chat",
  "prompt.failed": "Couldn’t load this prompt.",
  "variables.title": (name: string) => `Fill in “${name}”`,
  "variables.insert": "Insert",
  answers: (name: string) => `${name} answers this message`,
  "answers.remove": (name: string) => `Don’t ask ${name}`,
  count: (count: number) => `${count} ${count === 1 ? "suggestion" : "suggestions"}`,
};

export type ComposerMenuWords = WordsOf<typeof en>;
