import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const pl: Translation<CompareWords> = {
  "compare.title": "Porównaj odpowiedzi",
  "compare.with": "Porównaj z innym modelem",
  "compare.versions": "Porównaj wersje",
  "compare.another": "Inny model",
  "compare.keep": "Zachowaj tę",
  "compare.version": (index, count, model) => `${index} z ${count} · ${model}`,
  "compare.choose": "Wybierz wersję",
  "compare.shown": "Wyświetlana odpowiedź",
  "compare.question": "Twoja wiadomość",
  "compare.loading": "Wczytywanie odpowiedzi…",
  "compare.writing": "Pisze…",
  "compare.waiting": "Czeka…",
  "compare.second": "Porównaj dwa modele",
  "compare.second.chosen": (model) => `Drugi model: ${model}`,
  "compare.second.remove": "Usuń drugi model",
  "compare.said.completed": (model) => `Model ${model} skończył.`,
  "compare.said.stopped": (model) => `Model ${model} został zatrzymany.`,
  "compare.said.failed": (model) => `Model ${model} nie zdołał skończyć.`,
};
