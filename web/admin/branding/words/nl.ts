import type { BrandingWords } from "./en.ts";

/** The same in Dutch. */
export const nl: BrandingWords = {
  title: "Huisstijl",
  intro: "Hoe deze server eruitziet: in de app, op gedeelde pagina’s en in e-mails.",
  decided: "De instellingen van de server bepalen dit. Het kan hier niet worden gewijzigd.",
  name: "Naam",
  "name.hint": "Laat leeg voor ChatKit.",
  "name.long": (most: number) => `Gebruik hoogstens ${most} tekens.`,
  accent: "Accentkleur",
  "accent.intro": "Voor knoppen en links.",
  "accent.own": "Eigen kleuren gebruiken",
  "accent.light": "In het lichte thema",
  "accent.dark": "In het donkere thema",
  "accent.pick": (theme: string) => `Kies een kleur: ${theme}`,
  "accent.wrong": "Voer een kleur in, zoals #0b6e69.",
  "accent.ratio": (ratio: string) => `Contrast: minstens ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Deze kleur haalt maar een contrast van ${ratio}:1. Tekst heeft ${least}:1 nodig.`,
  "accent.sample": "Voorbeeld",
  saved: "Opgeslagen. Zichtbaar zodra een pagina opnieuw wordt geladen.",
};
