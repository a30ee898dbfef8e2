import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const ja: Translation<TrashWords> = {
  "trash.title": "ゴミ箱",
  "trash.kept": (days) => `チャットはここに入れてから${days}日後に完全に削除されます。`,
  "trash.none": "ゴミ箱は空です。",
  "trash.loading": "チャットを読み込み中…",
  "trash.failed": "ゴミ箱を読み込めませんでした。",
  "trash.more": "以前のチャットを表示",
  "trash.restore": "復元",
  "trash.restoreOf": (title) => `「${title}」を復元`,
  "trash.delete": "完全に削除",
  "trash.deleteOf": (title) => `「${title}」を完全に削除`,
  "trash.delete.title": "このチャットを完全に削除しますか?",
  "trash.delete.text": (title) => `「${title}」とそのメッセージ、ファイルは復元できません。`,
  "trash.empty": "ゴミ箱を空にする",
  "trash.empty.title": "ゴミ箱を空にしますか?",
  "trash.empty.text": "ゴミ箱のすべてのチャットが完全に削除されます。",
  "trash.unchanged": "ゴミ箱を変更できませんでした。",
};
