import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const it: Translation<CompareWords> = {
  "compare.title": "Confronta risposte",
  "compare.with": "Confronta con un altro modello",
  "compare.versions": "Confronta versioni",
  "compare.another": "Altro modello",
  "compare.keep": "Tieni questa",
  "compare.version": (index, count, model) => `${index} di ${count} · ${model}`,
  "compare.choose": "Scegli una versione",
  "compare.shown": "Risposta mostrata",
  "compare.question": "Il tuo messaggio",
  "compare.loading": "Caricamento delle risposte…",
  "compare.writing": "Sta scrivendo…",
  "compare.waiting": "In attesa…",
  "compare.second": "Confronta due modelli",
  "compare.second.chosen": (model) => `Secondo modello: ${model}`,
  "compare.second.remove": "Rimuovi secondo modello",
  "compare.said.completed": (model) => `${model} ha finito.`,
  "compare.said.stopped": (model) => `${model} è stato interrotto.`,
  "compare.said.failed": (model) => `${model} non è riuscito a finire.`,
};
