import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const pt: Translation<SearchWords> = {
  "search.title": "Pesquisar",
  "search.placeholder": "Pesquise chats e comandos",
  "search.results": "Resultados",
  "search.recent": "Chats recentes",
  "search.chats": "Chats",
  "search.messages": "Mensagens",
  "search.commands": "Comandos",
  "search.archive": "Chats arquivados",
  "search.trash": "Lixeira",
  "search.you": "Você",
  "search.reply": "Resposta",
  "search.searching": "Pesquisando…",
  "search.older": "Pesquisando mensagens mais antigas…",
  "search.none": "Nada encontrado.",
  "search.found": (count, hasMore) =>
    hasMore ? `${count} resultados até agora` : `Resultados: ${count}`,
  "search.failed": "Não foi possível pesquisar seus chats.",
  "search.gone": "Esta mensagem não existe mais.",
  "search.hint": "Filtros",
  "filter.from": "Quem escreveu",
  "filter.me": "Suas mensagens",
  "filter.replies": "Respostas",
  "filter.file": "Com arquivos",
  "filter.model": "Modelo",
  "filter.tag": "Etiqueta",
  "filter.project": "Projeto",
  "filter.before": "Antes de uma data",
  "filter.after": "A partir de uma data",
};
