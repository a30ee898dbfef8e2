import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const ar: Translation<SyncWords> = {
  replaced: "كتبت أيضًا مسودّة على جهاز آخر.",
  "replaced.show": "عرضها",
  "replaced.dismiss": "إخفاء",
};
