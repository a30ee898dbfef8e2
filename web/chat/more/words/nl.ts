import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const nl: Translation<MoreWords> = {
  "more.menu": "Meer acties",
  "more.fork": "Nieuwe chat vanaf hier",
  "more.remove.pair": "Bericht en antwoord verwijderen",
  "more.remove.version": "Deze versie verwijderen",
  "more.source": (title: string) => `Gekopieerd van ‘${title}’`,
  "more.source.other": "Gekopieerd van een andere chat",
};
