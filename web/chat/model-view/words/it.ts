import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const it: Translation<ViewWords> = {
  shortened:
    "Il modello non vede i messaggi più vecchi: questa chat non rientra più nel suo contesto.",
  files: "I file precedenti non ci stanno più e sono stati esclusi.",
  insteadOfBusy: (model, asked) => `Ha risposto ${model} perché ${asked} era occupato.`,
  insteadOfDown: (model, asked) => `Ha risposto ${model} perché ${asked} non era disponibile.`,
  insteadOfBarred: (model, asked) =>
    `Ha risposto ${model} perché ${asked} non è disponibile per te.`,
  line: "Il modello non vede più i messaggi qui sopra",
  lineSum: "Il modello vede un riassunto dei messaggi qui sopra",
  summarise: "Riassumi",
  pending: "Creazione del riassunto…",
  failed: "Impossibile scrivere il riassunto.",
  retry: "Riprova",
  show: "Mostra riassunto",
  hide: "Nascondi riassunto",
  remove: "Rimuovi riassunto",
  label: "Riassunto dei messaggi qui sopra",
  refused: "Operazione non riuscita. Riprova.",
};
