import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const pt: Translation<LiveWords> = {
  "live.started": "O assistente está escrevendo.",
  "live.progress": (words) => `Ainda escrevendo, ${words} ${words === 1 ? "palavra" : "palavras"}.`,
  "live.completed": (words) =>
    `A resposta está completa, ${words} ${words === 1 ? "palavra" : "palavras"}.`,
  "live.stopped": "A resposta foi interrompida.",
  "live.cutOff": "A resposta foi cortada no limite de tamanho.",
  "live.filtered": "O filtro de conteúdo do provedor interrompeu a resposta.",
  "live.interrupted": "A resposta foi interrompida.",
  "live.failed": "A resposta falhou.",
};
