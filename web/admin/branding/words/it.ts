import type { BrandingWords } from "./en.ts";

/** The same in Italian. */
export const it: BrandingWords = {
  title: "Marchio",
  intro: "Come si presenta questo server: nell’app, nelle pagine condivise e nelle e-mail.",
  decided: "Lo decidono le impostazioni del server. Qui non si può cambiare.",
  name: "Nome",
  "name.hint": "Lascia vuoto per ChatKit.",
  "name.long": (most: number) => `Usa al massimo ${most} caratteri.`,
  accent: "Colore principale",
  "accent.intro": "Per pulsanti e link.",
  "accent.own": "Usa colori propri",
  "accent.light": "Nel tema chiaro",
  "accent.dark": "Nel tema scuro",
  "accent.pick": (theme: string) => `Scegli un colore: ${theme}`,
  "accent.wrong": "Inserisci un colore come #0b6e69.",
  "accent.ratio": (ratio: string) => `Contrasto: almeno ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Questo colore raggiunge solo un contrasto di ${ratio}:1. Il testo richiede ${least}:1.`,
  "accent.sample": "Esempio",
  saved: "Salvato. Visibile dal prossimo caricamento della pagina.",
};
