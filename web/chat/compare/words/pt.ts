import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const pt: Translation<CompareWords> = {
  "compare.title": "Comparar respostas",
  "compare.with": "Comparar com outro modelo",
  "compare.versions": "Comparar versões",
  "compare.another": "Outro modelo",
  "compare.keep": "Manter esta",
  "compare.version": (index, count, model) => `${index} de ${count} · ${model}`,
  "compare.choose": "Escolher uma versão",
  "compare.shown": "Resposta exibida",
  "compare.question": "Sua mensagem",
  "compare.loading": "Carregando as respostas…",
  "compare.writing": "Escrevendo…",
  "compare.waiting": "Aguardando…",
  "compare.second": "Comparar dois modelos",
  "compare.second.chosen": (model) => `Segundo modelo: ${model}`,
  "compare.second.remove": "Remover segundo modelo",
  "compare.said.completed": (model) => `${model} terminou.`,
  "compare.said.stopped": (model) => `${model} foi interrompido.`,
  "compare.said.failed": (model) => `${model} não conseguiu terminar.`,
};
