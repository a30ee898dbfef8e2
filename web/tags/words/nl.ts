import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const nl: Translation<TagWords> = {
  title: "Labels",
  intro: (value) => `Labels van ‘${value}’`,
  add: "Label toevoegen",
  "add.action": "Toevoegen",
  remove: (value) => `Label ${value} verwijderen`,
  known: "Jouw labels",
  "known.add": (value) => `Label ${value} toevoegen`,
  full: (value) => `Een chat kan maximaal ${value} labels hebben.`,
  failed: "De labels kunnen niet worden opgeslagen.",
  edit: (value) => `Labels: ${value}. Bewerken`,
  filter: "Filteren op label",
  "filter.chosen": (value) => `Filteren op label: ${value}`,
  all: "Alle chats",
  shown: (value) => `Chats met het label ${value}`,
  none: "Geen chats met dit label.",
  loading: "Chats laden…",
  "list.failed": "De chats kunnen niet worden geladen.",
  more: "Oudere chats tonen",
};
