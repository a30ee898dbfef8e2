import type { BrandingWords } from "./en.ts";

/** The same in German. */
export const de: BrandingWords = {
  title: "Branding",
  intro: "Wie sich dieser Server zeigt: in der App, auf geteilten Seiten und in E-Mails.",
  decided: "Das legen die Einstellungen des Servers fest. Es lässt sich hier nicht ändern.",
  name: "Name",
  "name.hint": "Leer lassen für ChatKit.",
  "name.long": (most: number) => `Höchstens ${most} Zeichen.`,
  accent: "Akzentfarbe",
  "accent.intro": "Für Schaltflächen und Links.",
  "accent.own": "Eigene Farben verwenden",
  "accent.light": "Im hellen Design",
  "accent.dark": "Im dunklen Design",
  "accent.pick": (theme: string) => `Farbe wählen: ${theme}`,
  "accent.wrong": "Gib eine Farbe wie #0b6e69 ein.",
  "accent.ratio": (ratio: string) => `Kontrast: mindestens ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Diese Farbe erreicht nur einen Kontrast von ${ratio}:1. Text braucht ${least}:1.`,
  "accent.sample": "Beispiel",
  saved: "Gespeichert. Sichtbar ab dem nächsten Laden der Seite.",
};
