import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const ko: Translation<SyncWords> = {
  replaced: "다른 기기에서도 초안을 작성했습니다.",
  "replaced.show": "보기",
  "replaced.dismiss": "닫기",
};
