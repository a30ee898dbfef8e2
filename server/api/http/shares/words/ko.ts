import type { ShareWords } from "./share-words.ts";

export const ko: ShareWords = {
  untitled: "공유된 채팅",
  person: "사용자",
  assistant: "어시스턴트",
  thoughts: "생각 과정",
  messages: (_count, written) => `메시지 ${written}개`,
  copiedOn: (day) => `공유일: ${day}`,
  continue: "이 채팅 계속",
  cut: "이 메시지는 앞부분만 표시됩니다. 전체를 읽으려면 채팅을 계속하세요.",
  nextPage: "다음 페이지",
  previousPage: "이전 페이지",
  note: "AI 모델과의 채팅 사본입니다. 답변이 틀릴 수 있습니다.",
  closed: "공유된 채팅",
  password: {
    title: "비밀번호가 있는 채팅입니다",
    label: "비밀번호",
    submit: "채팅 열기",
    wrong: "비밀번호가 올바르지 않습니다.",
    wait: "시도가 너무 많습니다. 몇 분 후에 다시 시도하세요.",
  },
  signIn: {
    title: "이 채팅을 보려면 로그인하세요",
    text: "이 서버에 계정이 있는 사람에게 공유된 채팅입니다.",
    action: "로그인",
  },
  gone: {
    title: "작동하지 않는 링크입니다",
    text: "만료되었거나 취소되었을 수 있습니다. 보낸 사람에게 새 링크를 요청하세요.",
  },
  tooMany: {
    title: "요청이 너무 많습니다",
    text: "1분 후에 다시 시도하세요.",
  },
};
