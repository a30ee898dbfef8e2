import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const nl: Translation<CompareWords> = {
  "compare.title": "Antwoorden vergelijken",
  "compare.with": "Vergelijken met een ander model",
  "compare.versions": "Versies vergelijken",
  "compare.another": "Ander model",
  "compare.keep": "Deze houden",
  "compare.version": (index, count, model) => `${index} van ${count} · ${model}`,
  "compare.choose": "Versie kiezen",
  "compare.shown": "Getoond antwoord",
  "compare.question": "Jouw bericht",
  "compare.loading": "Antwoorden laden…",
  "compare.writing": "Schrijft…",
  "compare.waiting": "Wacht…",
  "compare.second": "Twee modellen vergelijken",
  "compare.second.chosen": (model) => `Tweede model: ${model}`,
  "compare.second.remove": "Tweede model verwijderen",
  "compare.said.completed": (model) => `${model} is klaar.`,
  "compare.said.stopped": (model) => `${model} is gestopt.`,
  "compare.said.failed": (model) => `${model} kon niet afronden.`,
};
