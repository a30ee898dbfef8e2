import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const pt: Translation<DictationWords> = {
  start: "Ditar",
  stop: "Parar de ditar",
  listening: "Ouvindo… O fabricante do navegador pode processar o que você diz. Esc para parar.",
  "problem.denied":
    "O navegador não permite o microfone aqui. Permita-o nas configurações do site.",
  "problem.microphone": "Nenhum microfone encontrado.",
  "problem.silence": "Nada foi ouvido. Tente novamente.",
  "problem.network": "Não foi possível acessar o serviço de fala do navegador.",
  "problem.language": "O navegador não consegue transcrever este idioma.",
  "problem.failed": "O ditado parou por causa de um erro.",
};
