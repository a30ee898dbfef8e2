import type { TagWords } from "./en.ts";

/** The same in Spanish. */
export const es: TagWords = {
  title: "Etiquetas",
  intro: (title) => `Etiquetas de «${title}»`,
  add: "Añadir una etiqueta",
  "add.action": "Añadir",
  remove: (tag) => `Quitar la etiqueta ${tag}`,
  known: "Tus etiquetas",
  "known.add": (tag) => `Añadir la etiqueta ${tag}`,
  full: (count) => `Un chat puede tener hasta ${count} etiquetas.`,
  failed: "No se han podido guardar las etiquetas.",
  edit: (tags) => `Etiquetas: ${tags}. Editar`,
  filter: "Filtrar por etiqueta",
  "filter.chosen": (tag) => `Filtrar por etiqueta: ${tag}`,
  all: "Todos los chats",
  shown: (tag) => `Chats con la etiqueta ${tag}`,
  none: "No hay chats con esta etiqueta.",
  loading: "Cargando chats…",
  "list.failed": "No se han podido cargar los chats.",
  more: "Mostrar chats anteriores",
};
