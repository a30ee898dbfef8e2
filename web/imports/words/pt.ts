import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const pt: Translation<ImportWords> = {
  "import.title": "Importar chats",
  "import.intro":
    "Do ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat ou ChatKit: o arquivo ZIP ou JSON que eles exportam. Chats já importados são ignorados.",
  "import.choose": "Escolher um arquivo",
  "import.drop": "ou solte-o aqui",
  "import.uploading": (value) => `Enviando… ${value}`,
  "import.queued": "Aguardando o início…",
  "import.running": (value) => `Importando… Chats até agora: ${value}`,
  "import.done": "Importação concluída.",
  "import.cancelled": "Importação cancelada. Os chats já importados permanecem.",
  "import.failed.not_an_export":
    "Este arquivo não é uma exportação legível. Escolha o arquivo ZIP ou JSON como você o baixou.",
  "import.failed.damaged":
    "O arquivo está danificado ou incompleto. Os chats anteriores ao dano foram importados.",
  "import.failed.too_complex":
    "O arquivo é grande demais para ser lido. Os chats anteriores a esse ponto foram importados.",
  "import.failed.failed": "Algo deu errado no servidor. Você pode importar o arquivo novamente.",
  "import.cancel": "Cancelar",
  "import.counts": (first, second, third) =>
    `Importados: ${first} · Já existentes: ${second} · Deixados de fora: ${third}`,
  "import.report": "Mostrar todos os chats",
  "import.report.hide": "Ocultar chats",
  "import.more": "Mostrar mais",
  "import.untitled": "Chat sem título",
  "import.outcome.imported": "Importado",
  "import.outcome.known": "Já existente",
  "import.outcome.unreadable": "Deixado de fora",
  "import.problem.no_messages": "não tem mensagens",
  "import.problem.not_a_chat": "não é um chat legível",
  "import.problem.too_large": "é longo demais",
  "import.problem.temporary": "era um chat temporário",
  "import.problem.trashed": "estava na lixeira",
  "import.problem.files_missing": "alguns arquivos não estão na exportação",
  "import.problem.files_unusable": "alguns arquivos não puderam ser lidos",
  "import.problem.storage_full": "alguns arquivos não cabem no seu espaço",
  "import.busy": "Outra importação ainda não terminou.",
  "import.tooLarge": "O arquivo tem mais de 1 GB.",
  "import.empty": "O arquivo está vazio.",
  "import.earlier": "Importações anteriores",
};
