import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const ko: Translation<ComposerMenuWords> = {
  "menu.slash": "프롬프트와 명령",
  "menu.mention": "이 메시지에 답변할 대상",
  "group.own": "내 프롬프트",
  "group.shared": "공유된 프롬프트",
  "group.commands": "명령",
  "group.assistants": "어시스턴트",
  "group.models": "모델",
  "command.search": "검색",
  "command.temporary": "임시 채팅",
  "command.export": "이 채팅 내보내기",
  "command.archive": "이 채팅 보관",
  "prompt.failed": "이 프롬프트를 불러올 수 없습니다.",
  "variables.title": (name) => `“${name}” 채우기`,
  "variables.insert": "삽입",
  answers: (name) => `답변할 대상: ${name}`,
  "answers.remove": (name) => `묻지 않기: ${name}`,
  count: (count) => `제안 ${count}개`,
};
