import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const it: Translation<ReplyWords> = {
  "chat.thinking": (time) => `Sta pensando… ${time}`,
  "chat.thoughtFor": (time) => `Ha pensato per ${time}`,
  "chat.thoughts": "Ragionamento",
  "chat.stopped": "Interrotta",
  "chat.cutOff": "Troncata al limite di lunghezza.",
  "chat.filtered": "Interrotta dal filtro dei contenuti del fornitore.",
  "chat.thoughtOut":
    "Il modello ha esaurito i token mentre pensava. Consenti risposte più lunghe o chiedi meno.",
  "chat.interrupted": "La risposta è stata interrotta.",
  "chat.continue": "Continua",
};
