import type { BrandingWords } from "./en.ts";

/** The same in Polish. */
export const pl: BrandingWords = {
  title: "Marka",
  intro: "Jak prezentuje się ten serwer: w aplikacji, na udostępnionych stronach i w e-mailach.",
  decided: "Decydują o tym ustawienia serwera. Nie można tego tutaj zmienić.",
  name: "Nazwa",
  "name.hint": "Zostaw puste, aby użyć nazwy ChatKit.",
  "name.long": (most: number) => `Najwyżej ${most} znaków.`,
  accent: "Kolor akcentu",
  "accent.intro": "Dla przycisków i linków.",
  "accent.own": "Użyj własnych kolorów",
  "accent.light": "W jasnym motywie",
  "accent.dark": "W ciemnym motywie",
  "accent.pick": (theme: string) => `Wybierz kolor: ${theme}`,
  "accent.wrong": "Wpisz kolor, na przykład #0b6e69.",
  "accent.ratio": (ratio: string) => `Kontrast: co najmniej ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `Ten kolor ma kontrast tylko ${ratio}:1. Tekst wymaga ${least}:1.`,
  "accent.sample": "Przykład",
  saved: "Zapisano. Widoczne od następnego wczytania strony.",
};
