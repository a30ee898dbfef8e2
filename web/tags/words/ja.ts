import type { Translation } from "../../i18n/page-words.ts";
import type { TagWords } from "./en.ts";

export const ja: Translation<TagWords> = {
  title: "タグ",
  intro: (value) => `「${value}」のタグ`,
  add: "タグを追加",
  "add.action": "追加",
  remove: (value) => `タグ ${value} を削除`,
  known: "あなたのタグ",
  "known.add": (value) => `タグ ${value} を追加`,
  full: (value) => `1つのチャットにつけられるタグは${value}個までです。`,
  failed: "タグを保存できませんでした。",
  edit: (value) => `タグ: ${value}。編集`,
  filter: "タグで絞り込む",
  "filter.chosen": (value) => `タグで絞り込む: ${value}`,
  all: "すべてのチャット",
  shown: (value) => `タグ ${value} のチャット`,
  none: "このタグのチャットはありません。",
  loading: "チャットを読み込み中…",
  "list.failed": "チャットを読み込めませんでした。",
  more: "以前のチャットを表示",
};
