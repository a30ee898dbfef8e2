import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const pl: Translation<ComposerMenuWords> = {
  "menu.slash": "Prompty i polecenia",
  "menu.mention": "Kto odpowie na tę wiadomość",
  "group.own": "Twoje prompty",
  "group.shared": "Udostępnione prompty",
  "group.commands": "Polecenia",
  "group.assistants": "Asystenci",
  "group.models": "Modele",
  "command.search": "Szukaj",
  "command.temporary": "Czat tymczasowy",
  "command.export": "Eksportuj ten czat",
  "command.archive": "Archiwizuj ten czat",
  "prompt.failed": "Nie udało się wczytać tego promptu.",
  "variables.title": (name) => `Uzupełnij „${name}”`,
  "variables.insert": "Wstaw",
  answers: (name) => `Na tę wiadomość odpowie ${name}`,
  "answers.remove": (name) => `Nie pytaj: ${name}`,
  count: (count) => `Propozycje: ${count}`,
};
