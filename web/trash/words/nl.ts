import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const nl: Translation<TrashWords> = {
  "trash.title": "Prullenbak",
  "trash.kept": (days) =>
    days === 1
      ? "Chats worden hier na één dag definitief verwijderd."
      : `Chats worden hier na ${days} dagen definitief verwijderd.`,
  "trash.none": "De prullenbak is leeg.",
  "trash.loading": "Chats laden…",
  "trash.failed": "De prullenbak kan niet worden geladen.",
  "trash.more": "Oudere chats tonen",
  "trash.restore": "Terugzetten",
  "trash.restoreOf": (title) => `‘${title}’ terugzetten`,
  "trash.delete": "Definitief verwijderen",
  "trash.deleteOf": (title) => `‘${title}’ definitief verwijderen`,
  "trash.delete.title": "Deze chat definitief verwijderen?",
  "trash.delete.text": (title) =>
    `‘${title}’, de berichten en de bestanden kunnen niet worden teruggezet.`,
  "trash.empty": "Prullenbak legen",
  "trash.empty.title": "Prullenbak legen?",
  "trash.empty.text": "Alle chats in de prullenbak worden definitief verwijderd.",
  "trash.unchanged": "De prullenbak kan niet worden gewijzigd.",
};
