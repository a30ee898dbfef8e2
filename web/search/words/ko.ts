import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const ko: Translation<SearchWords> = {
  "search.title": "검색",
  "search.placeholder": "채팅과 명령 검색",
  "search.results": "결과",
  "search.recent": "최근 채팅",
  "search.chats": "채팅",
  "search.messages": "메시지",
  "search.commands": "명령",
  "search.archive": "보관된 채팅",
  "search.trash": "휴지통",
  "search.you": "나",
  "search.reply": "답변",
  "search.searching": "검색 중…",
  "search.older": "이전 메시지를 검색하는 중…",
  "search.none": "결과가 없습니다.",
  "search.found": (count, hasMore) => (hasMore ? `지금까지 결과 ${count}개` : `결과: ${count}`),
  "search.failed": "채팅을 검색할 수 없습니다.",
  "search.gone": "이 메시지는 더 이상 존재하지 않습니다.",
  "search.hint": "필터",
};
