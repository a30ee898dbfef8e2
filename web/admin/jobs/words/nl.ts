import type { Translation } from "../../../i18n/page-words.ts";
import type { JobWords } from "./en.ts";

export const nl: Translation<JobWords> = {
  "queue.import": "Imports",
};
