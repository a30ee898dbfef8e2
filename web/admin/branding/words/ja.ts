import type { BrandingWords } from "./en.ts";

/** The same in Japanese. */
export const ja: BrandingWords = {
  title: "ブランディング",
  intro: "アプリ、共有ページ、メールでのこのサーバーの見え方を設定します。",
  decided: "これはサーバーの設定で決まっています。ここでは変更できません。",
  name: "名前",
  "name.hint": "空欄の場合は ChatKit になります。",
  "name.long": (most: number) => `${most} 文字以内で入力してください。`,
  accent: "アクセントカラー",
  "accent.intro": "ボタンとリンクの色です。",
  "accent.own": "独自の色を使う",
  "accent.light": "ライトテーマ",
  "accent.dark": "ダークテーマ",
  "accent.pick": (theme: string) => `色を選択: ${theme}`,
  "accent.wrong": "#0b6e69 のような色を入力してください。",
  "accent.ratio": (ratio: string) => `コントラスト: ${ratio}:1 以上`,
  "accent.low": (ratio: string, least: string) =>
    `この色のコントラストは ${ratio}:1 しかありません。文字には ${least}:1 が必要です。`,
  "accent.sample": "見本",
  saved: "保存しました。次にページを読み込んだときから表示されます。",
};
