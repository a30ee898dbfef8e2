import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const it: Translation<PersonalWords> = {
  "instructions.title": "Istruzioni personalizzate",
  "instructions.intro":
    "Tutti gli assistenti le seguono in tutte le tue chat, a partire dal prossimo messaggio. Gli amministratori non possono vederle.",
  "instructions.about": "Che cosa dovrebbe sapere ChatKit di te?",
  "instructions.about.hint": "Ad esempio: il tuo lavoro, dove vivi, cosa ti piace.",
  "instructions.style": "Come dovrebbe rispondere ChatKit?",
  "instructions.style.hint": "Ad esempio: in breve, in modo formale, con le fonti.",
  "instructions.on": "Usa queste istruzioni",
  "instructions.save": "Salva",
  "instructions.saved": "Salvato.",
};
