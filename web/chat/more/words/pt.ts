import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const pt: Translation<MoreWords> = {
  "more.menu": "Mais ações",
  "more.fork": "Novo chat a partir daqui",
  "more.remove.pair": "Excluir mensagem e resposta",
  "more.remove.version": "Excluir esta versão",
  "more.source": (title: string) => `Copiado de “${title}”`,
  "more.source.other": "Copiado de outro chat",
};
