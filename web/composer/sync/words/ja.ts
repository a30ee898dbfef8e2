import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const ja: Translation<SyncWords> = {
  replaced: "別のデバイスでも下書きを書いています。",
  "replaced.show": "表示",
  "replaced.dismiss": "閉じる",
};
