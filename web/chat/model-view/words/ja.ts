import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const ja: Translation<ViewWords> = {
  shortened:
    "このチャットはモデルのコンテキストに収まらないため、最も古いメッセージはモデルに見えません。",
  files: "以前のファイルは収まらないため除外されました。",
  insteadOfBusy: (model, asked) => `${asked} が混み合っていたため、${model} が回答しました。`,
  insteadOfDown: (model, asked) => `${asked} を利用できなかったため、${model} が回答しました。`,
  insteadOfBarred: (model, asked) => `${asked} を使用できないため、${model} が回答しました。`,
  line: "これより上のメッセージはモデルに見えません",
  lineSum: "これより上のメッセージは要約としてモデルに渡されます",
  summarise: "要約する",
  pending: "要約中…",
  failed: "要約を作成できませんでした。",
  retry: "再試行",
  show: "要約を表示",
  hide: "要約を隠す",
  remove: "要約を削除",
  label: "上のメッセージの要約",
  refused: "できませんでした。もう一度お試しください。",
};
