import type { Translation } from "../../i18n/page-words.ts";
import type { PromptWords } from "./en.ts";

export const it: Translation<PromptWords> = {
  title: "Prompt",
  intro: "Testi che usi spesso. Digita / in un campo del messaggio vuoto per inserirne uno.",
  own: "I tuoi prompt",
  "own.none": "Non hai ancora scritto prompt.",
  shared: "Condivisi con tutti",
  new: "Nuovo prompt",
  edit: "Modifica",
  "edit.label": (name) => `Modifica “${name}”`,
  delete: "Elimina",
  "delete.label": (name) => `Elimina “${name}”`,
  "delete.title": "Eliminare questo prompt?",
  "delete.text": (name) => `“${name}” sarà eliminato definitivamente.`,
  "delete.textShared": (name) => `“${name}” sarà eliminato definitivamente per tutti.`,
  "form.new": "Nuovo prompt",
  "form.edit": "Modifica prompt",
  name: "Nome",
  description: "Descrizione (facoltativa)",
  text: "Testo",
  "text.hint":
    "{{topic}} chiede un valore quando inserisci il prompt, {{language|French}} con un valore predefinito.",
  share: "Condividi con tutti su questo server",
  save: "Salva",
  "wrong.name": (max) => `Inserisci un nome di massimo ${max} caratteri.`,
  "wrong.description": (max) => `Inserisci al massimo ${max} caratteri.`,
  "wrong.text": (max) => `Inserisci un testo di massimo ${max} caratteri.`,
  "wrong.tooMany": "Hai raggiunto il limite di prompt. Eliminane prima uno.",
};
