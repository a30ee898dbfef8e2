import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const ko: Translation<TrashWords> = {
  "trash.title": "휴지통",
  "trash.kept": (days) => `채팅은 여기에서 ${days}일 후 영구적으로 삭제됩니다.`,
  "trash.none": "휴지통이 비어 있습니다.",
  "trash.loading": "채팅을 불러오는 중…",
  "trash.failed": "휴지통을 불러올 수 없습니다.",
  "trash.more": "이전 채팅 보기",
  "trash.restore": "복원",
  "trash.restoreOf": (title) => `“${title}” 복원`,
  "trash.delete": "영구 삭제",
  "trash.deleteOf": (title) => `“${title}” 영구 삭제`,
  "trash.delete.title": "이 채팅을 영구적으로 삭제할까요?",
  "trash.delete.text": (title) => `“${title}” 및 메시지와 파일을 복원할 수 없습니다.`,
  "trash.empty": "휴지통 비우기",
  "trash.empty.title": "휴지통을 비울까요?",
  "trash.empty.text": "휴지통의 모든 채팅이 영구적으로 삭제됩니다.",
  "trash.unchanged": "휴지통을 변경할 수 없습니다.",
};
