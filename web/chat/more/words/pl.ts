import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const pl: Translation<MoreWords> = {
  "more.menu": "Więcej działań",
  "more.fork": "Nowy czat od tego miejsca",
  "more.remove.pair": "Usuń wiadomość i odpowiedź",
  "more.remove.version": "Usuń tę wersję",
  "more.fork.failed": "Nie udało się skopiować czatu.",
  "more.removed": "Usunięto wiadomość.",
  "more.restore": "Cofnij",
  "more.remove.failed": "Nie udało się usunąć wiadomości.",
  "more.remove.busy": "Możesz ją usunąć, gdy żadna odpowiedź poniżej nie będzie już pisana.",
  "more.restore.failed": "Nie udało się przywrócić wiadomości.",
  "more.source": (title: string) => `Skopiowano z „${title}”`,
  "more.source.other": "Skopiowano z innego czatu",
};
