import type { OfflineWords } from "./en.ts";

export const fr: OfflineWords = {
  "offline.saved":
    "Ces conversations sont enregistrées sur cet appareil et ne sont peut-être pas à jour.",
  "offline.notKept": "Cette conversation n’est pas enregistrée sur cet appareil",
  "offline.notKept.hint": "Elle s’ouvrira dès que vous serez de nouveau en ligne.",
  "update.ready": "Une nouvelle version est prête.",
};
