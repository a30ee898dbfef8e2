import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

export const ko: Translation<AppWords> = {
  "rename.title": "채팅 이름 바꾸기",
  "rename.label": "제목",
  "rename.save": "저장",
  "delete.title": (count) =>
    count === 1 ? "이 채팅을 삭제할까요?" : `채팅 ${count}개를 삭제할까요?`,
  "delete.many": (count) => `채팅 ${count}개와 모든 메시지가 영구적으로 삭제됩니다.`,
  "delete.text": (title) => `“${title}” 및 모든 메시지가 영구적으로 삭제됩니다.`,
  "shortcuts.title": "키보드 단축키",
  "shortcuts.send": "메시지 보내기",
  "shortcuts.newline": "줄 바꿈",
  "shortcuts.edit": "마지막 메시지 수정(입력란이 비어 있을 때)",
  "shortcuts.commands": "프롬프트와 명령(입력란이 비어 있을 때)",
  "shortcuts.mention": "다른 어시스턴트나 모델에게 묻기",
  "shortcuts.newChat": "새 채팅",
  "shortcuts.focus": "메시지 입력란으로 이동",
  "shortcuts.stop": "답변 중지",
  "shortcuts.search": "검색",
  "shortcuts.rename": "채팅 이름 바꾸기(목록에서)",
  "shortcuts.delete": "채팅 삭제(목록에서)",
  "shortcuts.sidebar": "사이드바 열기 또는 닫기",
  "shortcuts.list": "단축키 보기",
  "connect.title": "모델 연결",
  "connect.intro":
    "모델을 연결하기 전에는 작은 내장 모델이 답변합니다. 오프라인으로 작동하며 아는 것이 적습니다.",
  "connect.guest": "관리자는 앱에서 모델을 연결합니다. 이 서버의 첫 계정이 관리자가 됩니다.",
  "connect.register": "가입",
  "connect.signIn": "로그인",
  "connect.person": "관리자는 앱에서 모델을 연결합니다. 이 서버의 관리자에게 문의하세요.",
  "connect.settings": "서버 설정 사용",
  "connect.step.key": "OpenAI 호환 서비스의 API 키를 설정하세요:",
  "connect.step.url": "다른 서비스나 내 컴퓨터의 모델이라면 주소도 설정하세요:",
  "connect.step.restart": "서버를 다시 시작하세요. 이 안내는 사라집니다.",
  "connect.back": "채팅으로 돌아가기",
};
