import type { PageWords } from "../i18n.tsx";

export const words: PageWords = import.meta.glob(
  ["/**/{words,*-words,failures}/pt.ts", "!/{account,admin,analytics,charts}/**"],
  { eager: true, import: "pt" },
);
