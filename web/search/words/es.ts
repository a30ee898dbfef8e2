import type { SearchWords } from "./en.ts";

export const es: SearchWords = {
  "search.title": "Buscar",
  "search.placeholder": "Busca chats y comandos",
  "search.results": "Resultados",
  "search.recent": "Chats recientes",
  "search.chats": "Chats",
  "search.messages": "Mensajes",
  "search.commands": "Comandos",
  "search.archive": "Chats archivados",
  "search.trash": "Papelera",
  "search.you": "Tú",
  "search.reply": "Respuesta",
  "search.searching": "Buscando…",
  "search.older": "Buscando en mensajes anteriores…",
  "search.none": "No se ha encontrado nada.",
  "search.found": (count, hasMore) =>
    hasMore ? `${count} resultados por ahora` : `Resultados: ${count}`,
  "search.failed": "No se ha podido buscar en tus chats.",
  "search.gone": "Este mensaje ya no existe.",
  "search.hint": "Filtros",
};
