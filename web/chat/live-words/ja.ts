import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const ja: Translation<LiveWords> = {
  "live.started": "アシスタントが入力しています。",
  "live.progress": (words) => `入力中です。現在${words}語。`,
  "live.completed": (words) => `回答が完了しました。${words}語。`,
  "live.stopped": "回答を停止しました。",
  "live.cutOff": "回答は長さの上限で打ち切られました。",
  "live.filtered": "プロバイダーのコンテンツフィルターが回答を停止しました。",
  "live.interrupted": "回答が中断されました。",
  "live.failed": "回答に失敗しました。",
};
