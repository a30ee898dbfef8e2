import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const ja: Translation<SearchWords> = {
  "search.title": "検索",
  "search.placeholder": "チャットとコマンドを検索",
  "search.results": "結果",
  "search.recent": "最近のチャット",
  "search.chats": "チャット",
  "search.messages": "メッセージ",
  "search.commands": "コマンド",
  "search.archive": "アーカイブ済みのチャット",
  "search.trash": "ゴミ箱",
  "search.you": "あなた",
  "search.reply": "回答",
  "search.searching": "検索中…",
  "search.older": "以前のメッセージを検索中…",
  "search.none": "見つかりませんでした。",
  "search.found": (count, hasMore) => (hasMore ? `これまでに${count}件` : `結果: ${count}件`),
  "search.failed": "チャットを検索できませんでした。",
  "search.gone": "このメッセージはもう存在しません。",
  "search.hint": "フィルター",
};
