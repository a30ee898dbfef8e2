import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const de: Translation<TagWords> = {
  title: "Tags",
  intro: (value) => `Tags von „${value}“`,
  add: "Tag hinzufügen",
  "add.action": "Hinzufügen",
  remove: (value) => `Tag ${value} entfernen`,
  known: "Deine Tags",
  "known.add": (value) => `Tag ${value} hinzufügen`,
  full: (value) => `Ein Chat kann höchstens ${value} Tags haben.`,
  failed: "Die Tags konnten nicht gespeichert werden.",
  edit: (value) => `Tags: ${value}. Bearbeiten`,
  filter: "Nach Tag filtern",
  "filter.chosen": (value) => `Nach Tag filtern: ${value}`,
  all: "Alle Chats",
  shown: (value) => `Chats mit dem Tag ${value}`,
  none: "Keine Chats mit diesem Tag.",
  loading: "Chats werden geladen …",
  "list.failed": "Die Chats konnten nicht geladen werden.",
  more: "Ältere Chats anzeigen",
};
