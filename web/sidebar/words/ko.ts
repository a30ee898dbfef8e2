import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

export const ko: Translation<MenuWords> = {
  "settings.label": "설정",
  "sidebar.width": "사이드바 너비",
  "sidebar.actions": (title) => `“${title}” 작업`,
  "rename.action": "이름 바꾸기",
  "thread.pin": "고정",
  "thread.unpin": "고정 해제",
  "thread.archive": "보관",
  "thread.archive.list": "보관된 채팅",
  "thread.archived": (count) =>
    count === 1 ? "채팅을 보관했습니다." : `채팅 ${count}개를 보관했습니다.`,
  "thread.select": "선택",
  "selection.label": "선택한 채팅",
  "selection.count": (count) => `${count}개 선택됨`,
  "selection.end": "선택 끝내기",
  "trash.moved": (count) =>
    count === 1 ? "채팅을 휴지통으로 옮겼습니다." : `채팅 ${count}개를 휴지통으로 옮겼습니다.`,
  "trash.list": "휴지통",
  "thread.undo": "실행 취소",
  "thread.failed": "채팅을 옮길 수 없습니다.",
  "thread.share": "공유",
  "list.label": "채팅 정렬 및 필터",
  "list.sort": "정렬 기준",
  "list.sort.recent": "최근 활동",
  "list.sort.created": "만든 날짜",
  "list.sort.title": "제목",
  "list.show": "표시",
  "list.show.all": "모든 채팅",
  "list.show.unread": "읽지 않음",
  "list.noUnread": "읽지 않은 채팅이 없습니다.",
  "thread.move": "프로젝트로 이동…",
  "thread.tags": "태그…",
  "thread.export": "내보내기",
};
