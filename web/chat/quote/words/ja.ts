import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const ja: Translation<QuoteWords> = {
  quote: "引用",
  remember: "記憶する",
  remembered: "メモリに追加しました。",
  rememberedOff: "メモリに追加しました(メモリはオフです)。",
  undo: "元に戻す",
  full: "メモリがいっぱいです。先に設定で何かを削除してください。",
};
