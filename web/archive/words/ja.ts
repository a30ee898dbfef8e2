import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const ja: Translation<ArchiveWords> = {
  "archive.title": "アーカイブ済みのチャット",
  "archive.empty": "アーカイブ済みのチャットはありません。",
  "archive.loading": "チャットを読み込み中…",
  "archive.failed": "チャットを読み込めませんでした。",
  "archive.more": "以前のチャットを表示",
  "archive.back": "アーカイブを解除",
  "archive.backOf": (title) => `「${title}」のアーカイブを解除`,
  "archive.notBack": "チャットを移動できませんでした。",
};
