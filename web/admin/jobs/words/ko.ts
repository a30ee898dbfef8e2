import type { Translation } from "../../../i18n/page-words.ts";
import type { JobWords } from "./en.ts";

export const ko: Translation<JobWords> = {
  "queue.import": "가져오기",
};
