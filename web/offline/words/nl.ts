import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const nl: Translation<OfflineWords> = {
  "offline.saved": "Deze chats staan op dit apparaat en zijn mogelijk niet bijgewerkt.",
  "offline.notKept": "Deze chat staat niet op dit apparaat",
  "offline.notKept.hint": "Hij wordt geopend zodra je weer online bent.",
  "update.ready": "Er is een nieuwe versie beschikbaar.",
};
