import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const de: Translation<CompareWords> = {
  "compare.title": "Antworten vergleichen",
  "compare.with": "Mit einem anderen Modell vergleichen",
  "compare.versions": "Versionen vergleichen",
  "compare.another": "Anderes Modell",
  "compare.keep": "Diese behalten",
  "compare.version": (index, count, model) => `${index} von ${count} · ${model}`,
  "compare.choose": "Version wählen",
  "compare.shown": "Angezeigte Antwort",
  "compare.question": "Deine Nachricht",
  "compare.loading": "Antworten werden geladen …",
  "compare.writing": "Schreibt …",
  "compare.waiting": "Wartet …",
  "compare.second": "Zwei Modelle vergleichen",
  "compare.second.chosen": (model) => `Zweites Modell: ${model}`,
  "compare.second.remove": "Zweites Modell entfernen",
  "compare.said.completed": (model) => `${model} ist fertig.`,
  "compare.said.stopped": (model) => `${model} wurde angehalten.`,
  "compare.said.failed": (model) => `${model} wurde nicht fertig.`,
};
