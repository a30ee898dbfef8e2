import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const pl: Translation<MoreWords> = {
  "more.menu": "Więcej działań",
  "more.fork": "Nowy czat od tego miejsca",
  "more.remove.pair": "Usuń wiadomość i odpowiedź",
  "more.remove.version": "Usuń tę wersję",
  "more.source": (title: string) => `Skopiowano z „${title}”`,
  "more.source.other": "Skopiowano z innego czatu",
};
