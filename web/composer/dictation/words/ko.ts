import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const ko: Translation<DictationWords> = {
  start: "받아쓰기",
  stop: "받아쓰기 중지",
  listening: "듣는 중… 브라우저 제조사가 말한 내용을 처리할 수 있습니다. Esc로 중지합니다.",
  "problem.denied": "브라우저가 여기서 마이크를 허용하지 않습니다. 사이트 설정에서 허용하세요.",
  "problem.microphone": "마이크를 찾을 수 없습니다.",
  "problem.silence": "아무 소리도 들리지 않았습니다. 다시 시도하세요.",
  "problem.network": "브라우저의 음성 서비스에 연결할 수 없습니다.",
  "problem.language": "브라우저가 이 언어의 받아쓰기를 지원하지 않습니다.",
  "problem.failed": "오류로 받아쓰기가 중지되었습니다.",
};
