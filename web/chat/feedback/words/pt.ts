import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const pt: Translation<FeedbackWords> = {
  "feedback.add": "Adicionar um comentário",
  "feedback.edit": "Editar seu comentário",
  "feedback.good": "O que foi bom? (opcional)",
  "feedback.bad": "O que deu errado? (opcional)",
  "feedback.send": "Enviar",
  "feedback.hint": "Quem administra este servidor pode ler seu comentário.",
};
