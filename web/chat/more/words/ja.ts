import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const ja: Translation<MoreWords> = {
  "more.menu": "その他の操作",
  "more.fork": "ここから新しいチャット",
  "more.remove.pair": "メッセージと回答を削除",
  "more.remove.version": "このバージョンを削除",
  "more.fork.failed": "チャットをコピーできませんでした。",
  "more.removed": "メッセージを削除しました。",
  "more.restore": "元に戻す",
  "more.remove.failed": "メッセージを削除できませんでした。",
  "more.remove.busy": "下の回答の作成が終わると削除できます。",
  "more.restore.failed": "メッセージを元に戻せませんでした。",
  "more.source": (title: string) => `「${title}」からコピー`,
  "more.source.other": "別のチャットからコピー",
};
