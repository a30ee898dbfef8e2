import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const pt: Translation<ReplyWords> = {
  "chat.thinking": (time) => `Pensando… ${time}`,
  "chat.thoughtFor": (time) => `Pensou por ${time}`,
  "chat.thoughts": "Raciocínio",
  "chat.stopped": "Interrompida",
  "chat.cutOff": "Cortada no limite de tamanho.",
  "chat.filtered": "Interrompida pelo filtro de conteúdo do provedor.",
  "chat.thoughtOut":
    "O modelo ficou sem tokens enquanto pensava. Permita respostas mais longas ou peça menos.",
  "chat.interrupted": "A resposta foi interrompida.",
  "chat.continue": "Continuar",
};
