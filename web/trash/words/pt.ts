import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const pt: Translation<TrashWords> = {
  "trash.title": "Lixeira",
  "trash.kept": (days) =>
    days === 1
      ? "Os chats são excluídos permanentemente depois de um dia aqui."
      : `Os chats são excluídos permanentemente depois de ${days} dias aqui.`,
  "trash.none": "A lixeira está vazia.",
  "trash.loading": "Carregando os chats…",
  "trash.failed": "Não foi possível carregar a lixeira.",
  "trash.more": "Mostrar chats mais antigos",
  "trash.restore": "Restaurar",
  "trash.restoreOf": (title) => `Restaurar “${title}”`,
  "trash.delete": "Excluir permanentemente",
  "trash.deleteOf": (title) => `Excluir “${title}” permanentemente`,
  "trash.delete.title": "Excluir este chat permanentemente?",
  "trash.delete.text": (title) =>
    `“${title}”, suas mensagens e seus arquivos não poderão ser restaurados.`,
  "trash.empty": "Esvaziar lixeira",
  "trash.empty.title": "Esvaziar a lixeira?",
  "trash.empty.text": "Todos os chats na lixeira serão excluídos permanentemente.",
  "trash.unchanged": "Não foi possível alterar a lixeira.",
};
