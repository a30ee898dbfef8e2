import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const zh: Translation<AgainWords> = {
  "again.menu": "换种方式回复",
  "again.shorter": "更简短",
  "again.simpler": "更简单",
  "again.longer": "更详细",
  "again.own": "自定义要求…",
  "again.another": "其他模型…",
  "again.field": "需要怎么改？",
  "again.send": "重新生成",
};
