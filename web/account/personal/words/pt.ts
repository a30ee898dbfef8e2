import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const pt: Translation<PersonalWords> = {
  "instructions.title": "Instruções personalizadas",
  "instructions.intro":
    "Todos os assistentes as seguem em todos os seus chats, a partir da sua próxima mensagem. Administradores não podem vê-las.",
  "instructions.about": "O que o ChatKit deve saber sobre você?",
  "instructions.about.hint": "Por exemplo: seu trabalho, onde você mora, do que você gosta.",
  "instructions.style": "Como o ChatKit deve responder?",
  "instructions.style.hint": "Por exemplo: de forma breve, formal, com fontes.",
  "instructions.on": "Usar estas instruções",
  "instructions.save": "Salvar",
  "instructions.saved": "Salvo.",
};
