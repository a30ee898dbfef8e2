import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the page of branding in English. */
export const en = {
  title: "Branding",
  intro: "How this server presents itself: in the app, on shared pages and in e-mails.",
  decided: "The server’s settings decide this. It can’t be changed here.",
  name: "Name",
  "name.hint": "Leave empty for ChatKit.",
  "name.long": (most: number) => `Use at most ${most} characters.`,
  accent: "Accent colour",
  "accent.intro": "For buttons and links.",
  "accent.own": "Use your own colours",
  "accent.light": "In the light theme",
  "accent.dark": "In the dark theme",
  "accent.pick": (theme: string) => `Pick a colour: ${theme}`,
  "accent.wrong": "Enter a colour such as #0b6e69.",
  "accent.ratio": (ratio: string) => `Contrast: at least ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `This colour only reaches a contrast of ${ratio}:1. Text needs ${least}:1.`,
  "accent.sample": "Sample",
  saved: "Saved. People see it from their next page load.",
};

export type BrandingWords = WordsOf<typeof en>;
