import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const pl: Translation<TrashWords> = {
  "trash.title": "Kosz",
  "trash.kept": (days) => `Czaty są trwale usuwane z kosza. Liczba dni: ${days}.`,
  "trash.none": "Kosz jest pusty.",
  "trash.loading": "Wczytywanie czatów…",
  "trash.failed": "Nie udało się wczytać kosza.",
  "trash.more": "Pokaż starsze czaty",
  "trash.restore": "Przywróć",
  "trash.restoreOf": (title) => `Przywróć „${title}”`,
  "trash.delete": "Usuń trwale",
  "trash.deleteOf": (title) => `Usuń trwale „${title}”`,
  "trash.delete.title": "Trwale usunąć ten czat?",
  "trash.delete.text": (title) =>
    `Czatu „${title}”, jego wiadomości i plików nie będzie można przywrócić.`,
  "trash.empty": "Opróżnij kosz",
  "trash.empty.title": "Opróżnić kosz?",
  "trash.empty.text": "Wszystkie czaty w koszu zostaną trwale usunięte.",
  "trash.unchanged": "Nie udało się zmienić kosza.",
};
