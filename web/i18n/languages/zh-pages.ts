import type { PageWords } from "../i18n.tsx";

export const words: PageWords = import.meta.glob(
  "/{account,admin,analytics,charts}/**/words/zh.ts",
  { eager: true, import: "zh" },
);
