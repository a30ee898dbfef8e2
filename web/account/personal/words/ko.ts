import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const ko: Translation<PersonalWords> = {
  "instructions.title": "맞춤 지침",
  "instructions.intro":
    "다음 메시지부터 모든 채팅에서 모든 어시스턴트가 따릅니다. 관리자는 볼 수 없습니다.",
  "instructions.about": (app: string) => `${app}이(가) 나에 대해 무엇을 알아야 하나요?`,
  "instructions.about.hint": "예: 하는 일, 사는 곳, 좋아하는 것.",
  "instructions.style": (app: string) => `${app}이(가) 어떻게 답변해야 하나요?`,
  "instructions.style.hint": "예: 간결하게, 격식 있게, 출처와 함께.",
  "instructions.on": "이 지침 사용",
  "instructions.save": "저장",
  "instructions.saved": "저장되었습니다.",
  "memory.title": "메모리",
  "memory.intro":
    "모델은 모든 채팅에서 이 정보를 받습니다. 추가는 나만 할 수 있습니다. 모델은 추가할 수 없고 관리자도 볼 수 없습니다.",
  "memory.on": "메모리 사용",
  "memory.none": "아직 기억한 내용이 없습니다.",
  "memory.add": "기억하기",
  "memory.add.label": "나에 대해 무엇을 기억할까요?",
  "memory.edit": (value) => `“${value}” 수정`,
  "memory.edit.label": "무엇을 기억할까요?",
  "memory.delete": (value) => `“${value}” 삭제`,
  "memory.deleteAll": "모두 삭제",
  "memory.deleteAll.title": "메모리를 모두 삭제할까요?",
  "memory.deleteAll.text": "나에 대해 기억한 모든 내용이 영구적으로 삭제됩니다.",
  "memory.cancel": "취소",
  "memory.empty": "필수 항목입니다.",
  "memory.full": "메모리가 가득 찼습니다. 먼저 일부를 삭제하세요.",
};
