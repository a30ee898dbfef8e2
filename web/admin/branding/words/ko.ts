import type { BrandingWords } from "./en.ts";

/** The same in Korean. */
export const ko: BrandingWords = {
  title: "브랜딩",
  intro: "앱, 공유 페이지, 이메일에서 이 서버가 보이는 방식입니다.",
  decided: "서버 설정이 이를 결정합니다. 여기에서는 변경할 수 없습니다.",
  name: "이름",
  "name.hint": "비워 두면 ChatKit이 됩니다.",
  "name.long": (most: number) => `최대 ${most}자까지 쓸 수 있습니다.`,
  accent: "강조 색",
  "accent.intro": "버튼과 링크의 색입니다.",
  "accent.own": "사용자 지정 색 사용",
  "accent.light": "밝은 테마",
  "accent.dark": "어두운 테마",
  "accent.pick": (theme: string) => `색 선택: ${theme}`,
  "accent.wrong": "#0b6e69와 같은 색을 입력하세요.",
  "accent.ratio": (ratio: string) => `대비: ${ratio}:1 이상`,
  "accent.low": (ratio: string, least: string) =>
    `이 색의 대비는 ${ratio}:1뿐입니다. 글자에는 ${least}:1이 필요합니다.`,
  "accent.sample": "예시",
  saved: "저장되었습니다. 다음에 페이지를 불러올 때부터 보입니다.",
};
