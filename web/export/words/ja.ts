import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const ja: Translation<ExportWords> = {
  "export.title": "チャットをエクスポート",
  "export.format": "形式",
  "export.markdown": "Markdown",
  "export.markdown.hint": "表示どおりのチャット。閲覧や印刷に",
  "export.html": "HTML",
  "export.html.hint": "どのブラウザでも開けるページ。閲覧、印刷、PDF 保存に",
  "export.json": "JSON",
  "export.json.hint": "各メッセージの全バージョンを含むすべて。プログラム用",
  "export.thoughts": "思考内容を含める",
  "export.save": "エクスポート",
  "export.loading": (count) => `メッセージを読み込み中: ${count}…`,
  "export.failed": "チャット全体を読み込めませんでした。",
  "export.files": "ファイル",
  "export.thoughtsOf": "思考内容",
};
