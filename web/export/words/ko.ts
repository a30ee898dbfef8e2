import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const ko: Translation<ExportWords> = {
  "export.title": "채팅 내보내기",
  "export.format": "형식",
  "export.markdown": "Markdown",
  "export.markdown.hint": "보이는 그대로의 채팅, 읽기 및 인쇄용",
  "export.html": "HTML",
  "export.html.hint": "모든 브라우저에서 열리는 페이지, 읽기·인쇄·PDF 저장용",
  "export.json": "JSON",
  "export.json.hint": "각 메시지의 모든 버전을 포함한 전체, 프로그램용",
  "export.thoughts": "생각 과정 포함",
  "export.save": "내보내기",
  "export.loading": (count) => `메시지를 불러오는 중: ${count}…`,
  "export.failed": "전체 채팅을 불러올 수 없습니다.",
  "export.files": "파일",
  "export.thoughtsOf": "생각 과정",
};
