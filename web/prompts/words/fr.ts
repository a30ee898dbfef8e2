import type { PromptWords } from "./en.ts";

export const fr: PromptWords = {
  title: "Prompts",
  intro: "Des textes que vous réutilisez souvent. Tapez / dans un message vide pour en insérer un.",
  own: "Vos prompts",
  "own.none": "Vous n’avez pas encore écrit de prompt.",
  shared: "Partagés avec tout le monde",
  new: "Nouveau prompt",
  edit: "Modifier",
  "edit.label": (name: string) => `Modifier « ${name} »`,
  delete: "Supprimer",
  "delete.label": (name: string) => `Supprimer « ${name} »`,
  "delete.title": "Supprimer ce prompt ?",
  "delete.text": (name: string) => `« ${name} » sera supprimé définitivement.`,
  "delete.textShared": (name: string) =>
    `« ${name} » sera supprimé définitivement pour tout le monde.`,
  "form.new": "Nouveau prompt",
  "form.edit": "Modifier le prompt",
  name: "Nom",
  description: "Description (facultative)",
  text: "Texte",
  "text.hint":
    "{{sujet}} demande une valeur à l’insertion du prompt, {{langue|anglais}} avec une valeur par défaut.",
  share: "Partager avec tout le monde sur ce serveur",
  save: "Enregistrer",
  "wrong.name": (most: number) => `Saisissez un nom de ${most} caractères au maximum.`,
  "wrong.description": (most: number) => `Saisissez ${most} caractères au maximum.`,
  "wrong.text": (most: string) => `Saisissez un texte de ${most} caractères au maximum.`,
  "wrong.tooMany": "Le nombre maximal de prompts est atteint. Supprimez-en un d’abord.",
};
