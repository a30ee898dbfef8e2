import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const pl: Translation<TagWords> = {
  title: "Tagi",
  intro: (value) => `Tagi czatu „${value}”`,
  add: "Dodaj tag",
  "add.action": "Dodaj",
  remove: (value) => `Usuń tag ${value}`,
  known: "Twoje tagi",
  "known.add": (value) => `Dodaj tag ${value}`,
  full: (value) => `Największa liczba tagów czatu: ${value}.`,
  failed: "Nie udało się zapisać tagów.",
  edit: (value) => `Tagi: ${value}. Edytuj`,
  filter: "Filtruj według tagu",
  "filter.chosen": (value) => `Filtruj według tagu: ${value}`,
  all: "Wszystkie czaty",
  shown: (value) => `Czaty z tagiem ${value}`,
  none: "Brak czatów z tym tagiem.",
  loading: "Wczytywanie czatów…",
  "list.failed": "Nie udało się wczytać czatów.",
  more: "Pokaż starsze czaty",
};
