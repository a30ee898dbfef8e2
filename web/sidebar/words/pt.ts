import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

export const pt: Translation<MenuWords> = {
  "settings.label": "Configurações",
  "sidebar.width": "Largura da barra lateral",
  "sidebar.actions": (title) => `Ações de “${title}”`,
  "rename.action": "Renomear",
  "thread.pin": "Fixar",
  "thread.unpin": "Desafixar",
  "thread.archive": "Arquivar",
  "thread.archive.list": "Chats arquivados",
  "thread.archived": (count) => (count === 1 ? "Chat arquivado." : `${count} chats arquivados.`),
  "thread.select": "Selecionar",
  "selection.label": "Chats selecionados",
  "selection.count": (count) => `Selecionados: ${count}`,
  "selection.end": "Encerrar seleção",
  "trash.moved": (count) =>
    count === 1 ? "Chat movido para a lixeira." : `${count} chats movidos para a lixeira.`,
  "trash.list": "Lixeira",
  "thread.undo": "Desfazer",
  "thread.failed": "Não foi possível mover o chat.",
  "thread.share": "Compartilhar",
  "list.label": "Ordenar e filtrar chats",
  "list.sort": "Ordenar por",
  "list.sort.recent": "Atividade recente",
  "list.sort.created": "Data de criação",
  "list.sort.title": "Título",
  "list.show": "Mostrar",
  "list.show.all": "Todos os chats",
  "list.show.unread": "Não lidos",
  "list.noUnread": "Nenhum chat não lido.",
  "thread.export": "Exportar",
};
