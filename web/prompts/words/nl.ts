import type { Translation } from "../../i18n/page-words.ts";
import type { PromptWords } from "./en.ts";

export const nl: Translation<PromptWords> = {
  title: "Prompts",
  intro:
    "Teksten die je steeds weer gebruikt. Typ / in een leeg berichtveld om er een in te voegen.",
  own: "Jouw prompts",
  "own.none": "Je hebt nog geen prompts geschreven.",
  shared: "Gedeeld met iedereen",
  new: "Nieuwe prompt",
  edit: "Bewerken",
  "edit.label": (name) => `‘${name}’ bewerken`,
  delete: "Verwijderen",
  "delete.label": (name) => `‘${name}’ verwijderen`,
  "delete.title": "Deze prompt verwijderen?",
  "delete.text": (name) => `‘${name}’ wordt definitief verwijderd.`,
  "delete.textShared": (name) => `‘${name}’ wordt voor iedereen definitief verwijderd.`,
  "form.new": "Nieuwe prompt",
  "form.edit": "Prompt bewerken",
  name: "Naam",
  description: "Beschrijving (optioneel)",
  text: "Tekst",
  "text.hint":
    "{{topic}} vraagt bij het invoegen om een waarde, {{language|French}} met een standaardwaarde.",
  share: "Delen met iedereen op deze server",
  save: "Opslaan",
  "wrong.name": (max) => `Voer een naam van maximaal ${max} tekens in.`,
  "wrong.description": (max) => `Voer maximaal ${max} tekens in.`,
  "wrong.text": (max) => `Voer een tekst van maximaal ${max} tekens in.`,
  "wrong.tooMany": "De limiet van prompts is bereikt. Verwijder er eerst een.",
};
