import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const ja: Translation<MoreWords> = {
  "more.menu": "その他の操作",
  "more.fork": "ここから新しいチャット",
  "more.remove.pair": "メッセージと回答を削除",
  "more.remove.version": "このバージョンを削除",
  "more.source": (title: string) => `「${title}」からコピー`,
  "more.source.other": "別のチャットからコピー",
};
