import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const pt: Translation<PersonalWords> = {
  "instructions.title": "Instruções personalizadas",
  "instructions.intro":
    "Todos os assistentes as seguem em todos os seus chats, a partir da sua próxima mensagem. Administradores não podem vê-las.",
  "instructions.about": (app: string) => `O que o ${app} deve saber sobre você?`,
  "instructions.about.hint": "Por exemplo: seu trabalho, onde você mora, do que você gosta.",
  "instructions.style": (app: string) => `Como o ${app} deve responder?`,
  "instructions.style.hint": "Por exemplo: de forma breve, formal, com fontes.",
  "instructions.on": "Usar estas instruções",
  "instructions.save": "Salvar",
  "instructions.saved": "Salvo.",
  "memory.title": "Memória",
  "memory.intro":
    "Os modelos recebem estas informações em todos os seus chats. Só você adiciona algo: os modelos não podem, e os administradores não veem.",
  "memory.on": "Usar memória",
  "memory.none": "Nada memorizado ainda.",
  "memory.add": "Memorizar",
  "memory.add.label": "O que deve ser memorizado sobre você?",
  "memory.edit": (value) => `Editar “${value}”`,
  "memory.edit.label": "O que deve ser memorizado?",
  "memory.delete": (value) => `Excluir “${value}”`,
  "memory.deleteAll": "Excluir tudo",
  "memory.deleteAll.title": "Excluir toda a memória?",
  "memory.deleteAll.text": "Tudo o que foi memorizado sobre você será excluído permanentemente.",
  "memory.cancel": "Cancelar",
  "memory.empty": "Obrigatório.",
  "memory.full": "A memória está cheia. Exclua algo antes.",
};
