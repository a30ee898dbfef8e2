import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const ja: Translation<TemporaryWords> = {
  "temporary.title": "一時チャット",
  "temporary.keep": "チャットを残す",
  "temporary.kept": "チャットを一覧に追加しました。",
  "temporary.notKept": "チャットを残せませんでした。",
  "temporary.export": "エクスポート",
};
