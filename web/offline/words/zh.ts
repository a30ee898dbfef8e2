import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const zh: Translation<OfflineWords> = {
  "offline.saved": "这些是保存在此设备上的聊天,可能不是最新内容。",
  "offline.notKept": "此聊天未保存在此设备上",
  "offline.notKept.hint": "恢复联网后会打开。",
  "update.ready": "新版本已就绪。",
};
