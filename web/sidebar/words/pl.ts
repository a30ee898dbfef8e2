import { pluralsOf } from "../../../shared/plural.ts";
import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

const plural = pluralsOf("pl");

export const pl: Translation<MenuWords> = {
  "settings.label": "Ustawienia",
  "sidebar.width": "Szerokość paska bocznego",
  "sidebar.actions": (title) => `Działania dla „${title}”`,
  "rename.action": "Zmień nazwę",
  "thread.pin": "Przypnij",
  "thread.unpin": "Odepnij",
  "thread.archive": "Archiwizuj",
  "thread.archive.list": "Zarchiwizowane czaty",
  "thread.archived": (count) =>
    plural(count, {
      one: "Zarchiwizowano czat.",
      few: `Zarchiwizowano ${count} czaty.`,
      many: `Zarchiwizowano ${count} czatów.`,
    }),
  "thread.select": "Zaznacz",
  "selection.label": "Zaznaczone czaty",
  "selection.count": (count) => `Zaznaczono: ${count}`,
  "selection.end": "Zakończ zaznaczanie",
  "trash.moved": (count) =>
    plural(count, {
      one: "Przeniesiono czat do kosza.",
      few: `Przeniesiono ${count} czaty do kosza.`,
      many: `Przeniesiono ${count} czatów do kosza.`,
    }),
  "trash.list": "Kosz",
  "thread.undo": "Cofnij",
  "thread.failed": "Nie udało się przenieść czatu.",
  "thread.share": "Udostępnij",
  "list.label": "Sortuj i filtruj czaty",
  "list.sort": "Sortuj według",
  "list.sort.recent": "Ostatnia aktywność",
  "list.sort.created": "Data utworzenia",
  "list.sort.title": "Tytuł",
  "list.show": "Pokaż",
  "list.show.all": "Wszystkie czaty",
  "list.show.unread": "Nieprzeczytane",
  "list.noUnread": "Brak nieprzeczytanych czatów.",
  "thread.move": "Przenieś do projektu…",
  "thread.tags": "Tagi…",
  "thread.export": "Eksportuj",
};
