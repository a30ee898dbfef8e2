import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const ko: Translation<MoreWords> = {
  "more.menu": "추가 작업",
  "more.fork": "여기에서 새 채팅 시작",
  "more.remove.pair": "메시지와 답변 삭제",
  "more.remove.version": "이 버전 삭제",
  "more.fork.failed": "채팅을 복사할 수 없습니다.",
  "more.removed": "메시지를 삭제했습니다.",
  "more.restore": "실행 취소",
  "more.remove.failed": "메시지를 삭제할 수 없습니다.",
  "more.remove.busy": "아래 답변의 작성이 모두 끝나면 삭제할 수 있습니다.",
  "more.restore.failed": "메시지를 복원할 수 없습니다.",
  "more.source": (title) => `“${title}”에서 복사함`,
  "more.source.other": "다른 채팅에서 복사함",
};
