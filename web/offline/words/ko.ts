import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const ko: Translation<OfflineWords> = {
  "offline.saved": "이 기기에 저장된 채팅이며 최신 상태가 아닐 수 있습니다.",
  "offline.notKept": "이 채팅은 이 기기에 저장되어 있지 않습니다",
  "offline.notKept.hint": "다시 온라인이 되면 열립니다.",
  "update.ready": "새 버전이 준비되었습니다.",
};
