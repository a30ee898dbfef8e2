import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const pt: Translation<ViewWords> = {
  shortened: "O modelo não vê as mensagens mais antigas: este chat não cabe mais no contexto dele.",
  files: "Arquivos anteriores não cabem mais e foram deixados de fora.",
  insteadOfBusy: (model, asked) => `Respondido por ${model} porque ${asked} estava ocupado.`,
  insteadOfDown: (model, asked) => `Respondido por ${model} porque ${asked} não estava disponível.`,
  insteadOfBarred: (model, asked) =>
    `Respondido por ${model} porque ${asked} não está disponível para você.`,
  line: "O modelo não vê mais as mensagens acima",
  lineSum: "O modelo vê um resumo das mensagens acima",
  summarise: "Resumir",
  pending: "Resumindo…",
  failed: "Não foi possível escrever o resumo.",
  retry: "Tentar novamente",
  show: "Mostrar resumo",
  hide: "Ocultar resumo",
  remove: "Remover resumo",
  label: "Resumo das mensagens acima",
  refused: "Não foi possível fazer isso. Tente novamente.",
};
