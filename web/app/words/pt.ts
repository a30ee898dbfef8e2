import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

export const pt: Translation<AppWords> = {
  "rename.title": "Renomear chat",
  "rename.label": "Título",
  "rename.save": "Salvar",
  "delete.title": (count) => (count === 1 ? "Excluir este chat?" : `Excluir ${count} chats?`),
  "delete.many": (count) =>
    `${count} chats e todas as suas mensagens serão excluídos permanentemente.`,
  "delete.text": (title) => `“${title}” e todas as suas mensagens serão excluídos permanentemente.`,
  "shortcuts.title": "Atalhos de teclado",
  "shortcuts.send": "Enviar mensagem",
  "shortcuts.newline": "Nova linha",
  "shortcuts.edit": "Editar a última mensagem (com o campo vazio)",
  "shortcuts.commands": "Prompts e comandos (com o campo vazio)",
  "shortcuts.mention": "Perguntar a outro assistente ou modelo",
  "shortcuts.newChat": "Novo chat",
  "shortcuts.focus": "Ir para o campo de mensagem",
  "shortcuts.stop": "Parar resposta",
  "shortcuts.search": "Pesquisar",
  "shortcuts.rename": "Renomear chat (na lista)",
  "shortcuts.delete": "Excluir chat (na lista)",
  "shortcuts.sidebar": "Abrir ou fechar a barra lateral",
  "shortcuts.list": "Mostrar atalhos",
  "connect.title": "Conectar um modelo",
  "connect.intro":
    "Até você conectar um modelo, um pequeno modelo integrado responde. Ele funciona off-line e sabe pouco.",
  "connect.guest":
    "Administradores conectam modelos aqui no app. A primeira conta deste servidor se torna a administradora.",
  "connect.register": "Criar conta",
  "connect.signIn": "Entrar",
  "connect.person":
    "Administradores conectam modelos aqui no app. Fale com um administrador deste servidor.",
  "connect.settings": "Com as configurações do servidor",
  "connect.step.key": "Defina a chave de API de qualquer serviço compatível com OpenAI:",
  "connect.step.url":
    "Para outro serviço ou um modelo na sua própria máquina, defina também o endereço:",
  "connect.step.restart": "Reinicie o servidor. Este aviso desaparecerá.",
  "connect.back": "Voltar ao chat",
};
