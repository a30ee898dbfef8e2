import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const it: Translation<DictationWords> = {
  start: "Detta",
  stop: "Interrompi dettatura",
  listening:
    "In ascolto… Il produttore del browser potrebbe elaborare ciò che dici. Esc per interrompere.",
  "problem.denied":
    "Il browser non consente il microfono qui. Consentilo nelle impostazioni del sito.",
  "problem.microphone": "Nessun microfono trovato.",
  "problem.silence": "Non si è sentito nulla. Riprova.",
  "problem.network": "Impossibile raggiungere il servizio vocale del browser.",
  "problem.language": "Il browser non può trascrivere questa lingua.",
  "problem.failed": "La dettatura si è interrotta per un errore.",
};
