import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const zh: Translation<SyncWords> = {
  replaced: "你在另一台设备上也写了草稿。",
  "replaced.show": "查看",
  "replaced.dismiss": "关闭",
};
