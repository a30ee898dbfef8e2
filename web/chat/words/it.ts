import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const it: Translation<ModelWords> = {
  "model.label": (name) => `Modello: ${name}`,
  "model.builtin": "Le risposte provengono dal modello offline integrato.",
  "model.hint": "Per impostazione predefinita risponde il piccolo modello integrato.",
  "model.builtin.connect": "Collega un modello",
  "model.choose": "Scegli un modello",
  "model.effort": (word) => `Ragionamento: ${word}`,
  "model.gone": (gone, own) => `${gone} non è più disponibile. Risponde ${own} al suo posto.`,
  "model.removed": (name) => `La connessione di ${name} è stata rimossa. Scegli un altro modello.`,
  "model.missing": "Il modello di questo assistente non è disponibile per te.",
  "model.missing.choose":
    "Il modello di questo assistente non è disponibile per te. Scegline un altro.",
  "model.signIn": "Accedi",
  "model.thinking": "Ragionamento",
  "model.failed": "Impossibile salvare la tua scelta",
  "effort.auto": "Automatico",
  "effort.none": "Disattivato",
  "effort.low": "Basso",
  "effort.medium": "Medio",
  "effort.high": "Alto",
};
