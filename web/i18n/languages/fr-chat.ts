import type { PageWords } from "../i18n.tsx";

export const words: PageWords = import.meta.glob(
  ["/**/{words,*-words,failures}/fr.ts", "!/{account,admin,analytics,charts}/**"],
  { eager: true, import: "fr" },
);
