import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const pt: Translation<MoreWords> = {
  "more.menu": "Mais ações",
  "more.fork": "Novo chat a partir daqui",
  "more.remove.pair": "Excluir mensagem e resposta",
  "more.remove.version": "Excluir esta versão",
  "more.fork.failed": "Não foi possível copiar o chat.",
  "more.removed": "Mensagem excluída.",
  "more.restore": "Desfazer",
  "more.remove.failed": "Não foi possível excluir a mensagem.",
  "more.remove.busy":
    "Você poderá excluí-la quando nenhuma resposta abaixo dela estiver sendo escrita.",
  "more.restore.failed": "Não foi possível recuperar a mensagem.",
  "more.source": (title: string) => `Copiado de “${title}”`,
  "more.source.other": "Copiado de outro chat",
};
