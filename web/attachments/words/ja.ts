import type { Translation } from "../../i18n/page-words.ts";
import type { FileWords } from "./en.ts";

export const ja: Translation<FileWords> = {
  list: "このメッセージのファイル",
  drop: "ここにファイルをドロップ",
  "state.waiting": "接続を待っています…",
  "state.uploading": (percent) => `アップロード中、${percent}`,
  "state.processing": "読み取り中…",
  "state.blank": "このファイルにテキストが見つかりません。モデルには名前だけが渡されます。",
  progress: (name) => `${name} のアップロード`,
  remove: (name) => `${name} を削除`,
  pasted: "貼り付けたテキスト",
  asText: "テキストとして挿入",
  retry: "再試行",
  choose: "選び直す",
  "remove.refused": "送信できないものをすべて削除",
  "news.ready": (name) => `${name} の準備ができました。`,
  "problem.unsupported": "この種類のファイルには対応していません。",
  "problem.damaged": "このファイルは破損しているか、不完全か、パスワードで保護されています。",
  "problem.too_complex": "このファイルは複雑すぎて読み取れません。",
  "problem.failed": "このファイルをアップロードできませんでした。",
  "problem.too_large": (megabytes) => `このファイルは大きすぎます。上限は${megabytes}です。`,
  "problem.too_many": (count) => `1件のメッセージに添付できるファイルは${count}個までです。`,
  "problem.empty": "このファイルは空です。",
  "problem.forbidden": "このアシスタントはファイルを受け付けません。",
  "problem.storage_full":
    "ファイルの保存容量がいっぱいです。不要なファイルを含むチャットを削除してください。",
  "problem.unreadable":
    "読み取れませんでした。フォルダーであるか、変更または移動された可能性があります。",
  "problem.interrupted": "アップロードが中断されました。",
  "problem.elsewhere": "このファイルは別のアシスタント用に選択されました。",
  open: (name) => `${name} を開く`,
  download: (name) => `${name} をダウンロード`,
  "open.failed": (name) => `${name} を読み込めませんでした。`,
  "picture.failed": "画像を読み込めませんでした。",
};
