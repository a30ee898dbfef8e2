import type { Translation } from "../../i18n/page-words.ts";
import type { FileWords } from "./en.ts";

export const pl: Translation<FileWords> = {
  list: "Pliki tej wiadomości",
  drop: "Upuść pliki tutaj",
  "state.waiting": "Oczekiwanie na połączenie…",
  "state.uploading": (percent) => `Przesyłanie, ${percent}`,
  "state.processing": "Odczytywanie…",
  "state.blank": "W tym pliku nie znaleziono tekstu. Model otrzyma tylko jego nazwę.",
  progress: (name) => `Przesyłanie: ${name}`,
  remove: (name) => `Usuń ${name}`,
  pasted: "Wklejony tekst",
  asText: "Wstaw jako tekst",
  retry: "Spróbuj ponownie",
  choose: "Wybierz ponownie",
  "remove.refused": "Usuń wszystko, czego nie można wysłać",
  "news.ready": (name) => `Plik ${name} jest gotowy.`,
  "problem.unsupported": "Ten typ pliku nie jest obsługiwany.",
  "problem.damaged": "Ten plik jest uszkodzony, niekompletny lub chroniony hasłem.",
  "problem.too_complex": "Ten plik jest zbyt złożony, aby go odczytać.",
  "problem.failed": "Nie udało się przesłać tego pliku.",
  "problem.too_large": (megabytes) => `Ten plik jest za duży. Limit to ${megabytes}.`,
  "problem.too_many": (count) => `Największa liczba plików w wiadomości: ${count}.`,
  "problem.empty": "Ten plik jest pusty.",
  "problem.forbidden": "Ten asystent nie przyjmuje plików.",
  "problem.storage_full":
    "Brakuje miejsca na pliki. Usuń czaty z plikami, których już nie potrzebujesz.",
  "problem.unreadable":
    "Nie udało się odczytać. Może to być folder albo plik został zmieniony lub przeniesiony.",
  "problem.interrupted": "Przesyłanie zostało przerwane.",
  "problem.elsewhere": "Ten plik wybrano dla innego asystenta.",
  open: (name) => `Otwórz ${name}`,
  download: (name) => `Pobierz ${name}`,
  "open.failed": (name) => `Nie udało się wczytać: ${name}.`,
  "picture.failed": "Nie udało się wczytać obrazu.",
};
