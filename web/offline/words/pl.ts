import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const pl: Translation<OfflineWords> = {
  "offline.saved": "Te czaty są zapisane na tym urządzeniu i mogą być nieaktualne.",
  "offline.notKept": "Ten czat nie jest zapisany na tym urządzeniu",
  "offline.notKept.hint": "Otworzy się, gdy wrócisz do trybu online.",
  "update.ready": "Nowa wersja jest gotowa.",
};
