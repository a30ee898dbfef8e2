import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const ko: Translation<AddUsersWords> = {
  title: "사용자 추가",
  "intro.mail": "각 사용자에게 비밀번호를 정하는 링크가 이메일로 전송됩니다.",
  "intro.link":
    "이 서버는 이메일을 보내지 않습니다. 각 사용자가 비밀번호를 정할 링크를 받게 됩니다.",
  "one.title": "한 명",
  "one.admin": "관리자",
  "one.submit": "계정 만들기",
  "list.title": "여러 명(CSV)",
  "list.intro":
    "한 줄에 한 명씩 적힌 파일을 선택하세요. role 열은 선택 사항입니다. 이미 계정이 있는 주소는 그대로 유지됩니다.",
  "list.file": "파일",
  "list.found": (count) => `찾은 주소: ${count}`,
  "list.wrong": (lines) => `사용할 수 없는 줄: ${lines}`,
  "list.cut": "파일이 너무 길어 앞부분만 읽었습니다.",
  "list.submit": "계정 만들기",
  "done.title": "결과",
  "done.created": (count) => `만든 계정: ${count}`,
  "done.exist": (count) => `이미 계정이 있음: ${count}`,
  "done.invalid": (count) => `이메일 주소가 아님: ${count}`,
  "done.link": (email) =>
    `이 링크를 ${email} 사용자에게 전달하세요. 7일 동안 한 번만 사용할 수 있으며 다시 표시되지 않습니다.`,
  "done.links":
    "링크는 다시 표시되지 않으니 지금 저장하세요. 각 링크는 7일 동안 한 번만 사용할 수 있습니다.",
  "done.save": "링크 저장(CSV)",
  back: "사용자 목록으로",
};
