import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const ko: Translation<ArtifactWords> = {
  "artifact.panel": "미리보기",
  "artifact.html": "웹페이지",
  "artifact.svg": "이미지",
  "artifact.mermaid": "다이어그램",
  "artifact.preview": "미리보기",
  "artifact.source": "소스",
  "artifact.download": "다운로드",
  "artifact.whole": "전체 화면",
  "artifact.part": "전체 화면 종료",
  "artifact.previous": "이전 버전",
  "artifact.next": "다음 버전",
  "artifact.version": (index, count) => `버전 ${index}/${count}`,
  "artifact.loading": "미리보기를 불러오는 중…",
  "artifact.wrong": "이 다이어그램에 오류가 있습니다",
  "artifact.silent": "미리보기가 응답하지 않아 닫았습니다.",
  "artifact.again": "다시 실행",
  "artifact.blocked":
    "이 페이지는 인터넷의 파일을 요청합니다. 미리보기에서는 네트워크를 사용할 수 없습니다.",
  "artifact.chart": "차트",
  "artifact.chartWrong": "이 차트에 오류가 있습니다",
  "artifact.address":
    "이 차트는 인터넷의 데이터를 요청합니다. 미리보기에서는 네트워크를 사용할 수 없으므로 값이 차트 안에 있어야 합니다.",
  "artifact.slow": "이 차트를 그리는 데 시간이 너무 오래 걸립니다.",
  "artifact.large": "이 차트는 데이터가 너무 많아 그릴 수 없습니다.",
  "artifact.unloaded": "미리보기를 불러오지 못했습니다.",
  "artifact.chartBlocked":
    "이 차트는 인터넷의 이미지나 링크를 요청합니다. 미리보기에서는 네트워크를 사용할 수 없습니다.",
  "artifact.data": "데이터",
  "artifact.empty": "이 차트에는 데이터가 없습니다.",
  "artifact.rows": (shown, total) => `전체 ${total}행 중 처음 ${shown}행`,
};
