import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const nl: Translation<MoreWords> = {
  "more.menu": "Meer acties",
  "more.fork": "Nieuwe chat vanaf hier",
  "more.remove.pair": "Bericht en antwoord verwijderen",
  "more.remove.version": "Deze versie verwijderen",
  "more.fork.failed": "De chat kon niet worden gekopieerd.",
  "more.removed": "Bericht verwijderd.",
  "more.restore": "Ongedaan maken",
  "more.remove.failed": "Het bericht kon niet worden verwijderd.",
  "more.remove.busy": "Je kunt dit verwijderen zodra er geen antwoord meer onder wordt geschreven.",
  "more.restore.failed": "Het bericht kon niet worden hersteld.",
  "more.source": (title: string) => `Gekopieerd van ‘${title}’`,
  "more.source.other": "Gekopieerd van een andere chat",
};
