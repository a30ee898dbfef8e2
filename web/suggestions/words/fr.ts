import type { ComposerMenuWords } from "./en.ts";

export const fr: ComposerMenuWords = {
  "menu.slash": "Prompts et commandes",
  "menu.mention": "Qui répond à ce message",
  "group.own": "Vos prompts",
  "group.shared": "Prompts partagés",
  "group.commands": "Commandes",
  "group.assistants": "Assistants",
  "group.models": "Modèles",
  "command.search": "Rechercher",
  "command.temporary": "Conversation temporaire",
  "command.export": "Exporter cette conversation",
  "command.archive": "Archiver cette conversation",
  "prompt.failed": "Impossible de charger ce prompt.",
  "variables.title": (name: string) => `Compléter « ${name} »`,
  "variables.insert": "Insérer",
  answers: (name: string) => `${name} répond à ce message`,
  "answers.remove": (name: string) => `Ne pas demander à ${name}`,
  count: (count: number) => `${count} ${count === 1 ? "suggestion" : "suggestions"}`,
};
