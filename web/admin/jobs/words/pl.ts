import type { Translation } from "../../../i18n/page-words.ts";
import type { JobWords } from "./en.ts";

export const pl: Translation<JobWords> = {
  "queue.import": "Importy",
};
