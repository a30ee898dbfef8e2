import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const pt: Translation<TagWords> = {
  title: "Etiquetas",
  intro: (value) => `Etiquetas de “${value}”`,
  add: "Adicionar etiqueta",
  "add.action": "Adicionar",
  remove: (value) => `Remover a etiqueta ${value}`,
  known: "Suas etiquetas",
  "known.add": (value) => `Adicionar a etiqueta ${value}`,
  full: (value) => `Um chat pode ter até ${value} etiquetas.`,
  failed: "Não foi possível salvar as etiquetas.",
  edit: (value) => `Etiquetas: ${value}. Editar`,
  filter: "Filtrar por etiqueta",
  "filter.chosen": (value) => `Filtrar por etiqueta: ${value}`,
  all: "Todos os chats",
  shown: (value) => `Chats com a etiqueta ${value}`,
  none: "Nenhum chat com esta etiqueta.",
  loading: "Carregando os chats…",
  "list.failed": "Não foi possível carregar os chats.",
  more: "Mostrar chats mais antigos",
};
