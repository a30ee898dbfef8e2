import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const pl: Translation<ImportWords> = {
  "import.title": "Importuj czaty",
  "import.intro":
    "Z ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat lub ChatKit: plik ZIP lub JSON, który eksportują. Czaty już zaimportowane są pomijane.",
  "import.choose": "Wybierz plik",
  "import.drop": "lub upuść go tutaj",
  "import.uploading": (value) => `Przesyłanie… ${value}`,
  "import.queued": "Oczekiwanie na rozpoczęcie…",
  "import.running": (value) => `Importowanie… Dotychczasowe czaty: ${value}`,
  "import.done": "Import zakończony.",
  "import.cancelled": "Import anulowany. Zaimportowane już czaty pozostają.",
  "import.failed.not_an_export":
    "Ten plik nie jest czytelnym eksportem. Wybierz plik ZIP lub JSON w pobranej postaci.",
  "import.failed.damaged":
    "Plik jest uszkodzony lub niekompletny. Czaty sprzed uszkodzenia zostały zaimportowane.",
  "import.failed.too_complex":
    "Plik jest za duży, aby go odczytać. Wcześniejsze czaty zostały zaimportowane.",
  "import.failed.failed": "Na serwerze coś poszło nie tak. Możesz zaimportować plik ponownie.",
  "import.cancel": "Anuluj",
  "import.counts": (first, second, third) =>
    `Zaimportowane: ${first} · Już obecne: ${second} · Pominięte: ${third}`,
  "import.report": "Pokaż wszystkie czaty",
  "import.report.hide": "Ukryj czaty",
  "import.more": "Pokaż więcej",
  "import.untitled": "Czat bez tytułu",
  "import.outcome.imported": "Zaimportowany",
  "import.outcome.known": "Już obecny",
  "import.outcome.unreadable": "Pominięty",
  "import.problem.no_messages": "nie ma wiadomości",
  "import.problem.not_a_chat": "to nie jest czytelny czat",
  "import.problem.too_large": "jest za długi",
  "import.problem.temporary": "był to czat tymczasowy",
  "import.problem.trashed": "był w koszu",
  "import.problem.files_missing": "niektórych plików nie ma w eksporcie",
  "import.problem.files_unusable": "niektórych plików nie udało się odczytać",
  "import.problem.storage_full": "niektóre pliki nie mieszczą się w Twoim miejscu na pliki",
  "import.busy": "Inny import jeszcze się nie zakończył.",
  "import.tooLarge": "Plik jest większy niż 1 GB.",
  "import.empty": "Plik jest pusty.",
  "import.earlier": "Wcześniejsze importy",
};
