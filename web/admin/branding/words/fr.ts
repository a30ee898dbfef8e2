import type { BrandingWords } from "./en.ts";

/** The same in French. */
export const fr: BrandingWords = {
  title: "Identité visuelle",
  intro:
    "L’apparence de ce serveur : dans l’application, sur les pages partagées et dans les e-mails.",
  decided: "Les réglages du serveur en décident. Impossible de le modifier ici.",
  name: "Nom",
  "name.hint": "Laissez vide pour ChatKit.",
  "name.long": (most: number) => `${most} caractères au maximum.`,
  accent: "Couleur d’accentuation",
  "accent.intro": "Pour les boutons et les liens.",
  "accent.own": "Utiliser vos couleurs",
  "accent.light": "Dans le thème clair",
  "accent.dark": "Dans le thème sombre",
  "accent.pick": (theme: string) => `Choisir une couleur : ${theme}`,
  "accent.wrong": "Saisissez une couleur comme #0b6e69.",
  "accent.ratio": (ratio: string) => `Contraste : au moins ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Cette couleur n’atteint qu’un contraste de ${ratio}:1. Le texte exige ${least}:1.`,
  "accent.sample": "Exemple",
  saved: "Enregistré. Visible au prochain chargement de page.",
};
