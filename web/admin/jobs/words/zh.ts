import type { Translation } from "../../../i18n/page-words.ts";
import type { JobWords } from "./en.ts";

export const zh: Translation<JobWords> = {
  "queue.import": "导入",
};
