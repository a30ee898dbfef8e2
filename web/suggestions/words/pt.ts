import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const pt: Translation<ComposerMenuWords> = {
  "menu.slash": "Prompts e comandos",
  "menu.mention": "Quem responde a esta mensagem",
  "group.own": "Seus prompts",
  "group.shared": "Prompts compartilhados",
  "group.commands": "Comandos",
  "group.assistants": "Assistentes",
  "group.models": "Modelos",
  "command.search": "Pesquisar",
  "command.temporary": "Chat temporário",
  "command.export": "Exportar este chat",
  "command.archive": "Arquivar este chat",
  "prompt.failed": "Não foi possível carregar este prompt.",
  "variables.title": (name) => `Preencher “${name}”`,
  "variables.insert": "Inserir",
  answers: (name) => `${name} responde a esta mensagem`,
  "answers.remove": (name) => `Não perguntar a ${name}`,
  count: (count) => `Sugestões: ${count}`,
};
