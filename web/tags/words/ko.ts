import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const ko: Translation<TagWords> = {
  title: "태그",
  intro: (value) => `“${value}”의 태그`,
  add: "태그 추가",
  "add.action": "추가",
  remove: (value) => `태그 ${value} 제거`,
  known: "내 태그",
  "known.add": (value) => `태그 ${value} 추가`,
  full: (value) => `채팅에는 태그를 최대 ${value}개까지 달 수 있습니다.`,
  failed: "태그를 저장할 수 없습니다.",
  edit: (value) => `태그: ${value}. 수정`,
  filter: "태그로 필터링",
  "filter.chosen": (value) => `태그로 필터링: ${value}`,
  all: "모든 채팅",
  shown: (value) => `태그 ${value}의 채팅`,
  none: "이 태그의 채팅이 없습니다.",
  loading: "채팅을 불러오는 중…",
  "list.failed": "채팅을 불러올 수 없습니다.",
  more: "이전 채팅 보기",
};
