import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const it: Translation<TagWords> = {
  title: "Etichette",
  intro: (value) => `Etichette di “${value}”`,
  add: "Aggiungi un’etichetta",
  "add.action": "Aggiungi",
  remove: (value) => `Rimuovi l’etichetta ${value}`,
  known: "Le tue etichette",
  "known.add": (value) => `Aggiungi l’etichetta ${value}`,
  full: (value) => `Una chat può avere al massimo ${value} etichette.`,
  failed: "Impossibile salvare le etichette.",
  edit: (value) => `Etichette: ${value}. Modifica`,
  filter: "Filtra per etichetta",
  "filter.chosen": (value) => `Filtra per etichetta: ${value}`,
  all: "Tutte le chat",
  shown: (value) => `Chat con l’etichetta ${value}`,
  none: "Nessuna chat con questa etichetta.",
  loading: "Caricamento delle chat…",
  "list.failed": "Impossibile caricare le chat.",
  more: "Mostra chat meno recenti",
};
