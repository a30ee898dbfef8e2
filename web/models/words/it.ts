import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const it: Translation<PickerWords> = {
  "picker.title": "Scegli un modello",
  "picker.again": "Rigenera con un altro modello",
  "picker.another": "Scegli un altro modello",
  "picker.search": "Cerca modelli",
  "picker.recent": "Recenti",
  "picker.others": "Modelli",
  "picker.default": "Predefinito di questo assistente",
  "picker.connection.default": "Server",
  "picker.none": "Nessun modello trovato",
  "picker.failed": "Impossibile caricare i modelli.",
  "picker.retry": "Riprova",
  "picker.loading": "Caricamento dei modelli…",
  "picker.count": (count) => `Modelli: ${count}`,
  "picker.more": (count) => `Altri ${count}. Cercali per trovarli.`,
  "picker.vision": "Immagini",
  "picker.tools": "Strumenti",
  "picker.reasoning": "Ragionamento",
  "picker.window": (tokens) => `Contesto ${tokens}`,
  "picker.price": (input, output) => `${input} / ${output} per 1 mln`,
};
