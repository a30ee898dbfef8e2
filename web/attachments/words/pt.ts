import type { Translation } from "../../i18n/page-words.ts";
import type { FileWords } from "./en.ts";

export const pt: Translation<FileWords> = {
  list: "Arquivos desta mensagem",
  drop: "Solte os arquivos aqui",
  "state.waiting": "Aguardando a conexão…",
  "state.uploading": (percent) => `Enviando, ${percent}`,
  "state.processing": "Lendo…",
  "state.blank": "Nenhum texto encontrado neste arquivo. O modelo recebe só o nome dele.",
  progress: (name) => `Envio de ${name}`,
  remove: (name) => `Remover ${name}`,
  pasted: "Texto colado",
  asText: "Inserir como texto",
  retry: "Tentar novamente",
  choose: "Escolher de novo",
  "remove.refused": "Remover tudo o que não pode ser enviado",
  "news.ready": (name) => `${name} está pronto.`,
  "problem.unsupported": "Este tipo de arquivo não é compatível.",
  "problem.damaged": "Este arquivo está danificado, incompleto ou protegido por senha.",
  "problem.too_complex": "Este arquivo é complexo demais para ser lido.",
  "problem.failed": "Não foi possível enviar este arquivo.",
  "problem.too_large": (megabytes) => `Este arquivo é grande demais. O limite é ${megabytes}.`,
  "problem.too_many": (count) =>
    `Uma mensagem pode ter até ${count} ${count === 1 ? "arquivo" : "arquivos"}.`,
  "problem.empty": "Este arquivo está vazio.",
  "problem.forbidden": "Este assistente não aceita arquivos.",
  "problem.storage_full":
    "Seu espaço para arquivos está cheio. Exclua chats com arquivos de que não precisa mais.",
  "problem.unreadable":
    "Não foi possível ler. Pode ser uma pasta, ou o arquivo foi alterado ou movido.",
  "problem.interrupted": "O envio foi interrompido.",
  "problem.elsewhere": "Este arquivo foi escolhido para outro assistente.",
  open: (name) => `Abrir ${name}`,
  download: (name) => `Baixar ${name}`,
  "open.failed": (name) => `Não foi possível carregar ${name}.`,
  "picture.failed": "Não foi possível carregar a imagem.",
};
