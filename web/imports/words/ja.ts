import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const ja: Translation<ImportWords> = {
  "import.title": "チャットをインポート",
  "import.intro":
    "ChatGPT、Claude、LibreChat、Open WebUI、HuggingChat、ChatKit からエクスポートした ZIP または JSON ファイル。インポート済みのチャットはスキップされます。",
  "import.choose": "ファイルを選択",
  "import.drop": "またはここにドロップ",
  "import.uploading": (value) => `アップロード中… ${value}`,
  "import.queued": "開始を待っています…",
  "import.running": (value) => `インポート中… これまでのチャット: ${value}`,
  "import.done": "インポートが完了しました。",
  "import.cancelled": "インポートを中止しました。すでにインポートされたチャットは残ります。",
  "import.failed.not_an_export":
    "読み取れるエクスポートファイルではありません。ダウンロードした ZIP または JSON ファイルをそのまま選んでください。",
  "import.failed.damaged":
    "ファイルが破損しているか不完全です。破損箇所より前のチャットはインポートされました。",
  "import.failed.too_complex":
    "ファイルが大きすぎて読み取れません。それより前のチャットはインポートされました。",
  "import.failed.failed": "サーバーで問題が発生しました。ファイルを再度インポートできます。",
  "import.cancel": "キャンセル",
  "import.counts": (first, second, third) =>
    `インポート: ${first} · 既存: ${second} · 除外: ${third}`,
  "import.report": "すべてのチャットを表示",
  "import.report.hide": "チャットを隠す",
  "import.more": "さらに表示",
  "import.untitled": "無題のチャット",
  "import.outcome.imported": "インポート済み",
  "import.outcome.known": "既存",
  "import.outcome.unreadable": "除外",
  "import.problem.no_messages": "メッセージがありません",
  "import.problem.not_a_chat": "読み取れるチャットではありません",
  "import.problem.too_large": "長すぎます",
  "import.problem.temporary": "一時チャットでした",
  "import.problem.trashed": "ゴミ箱にありました",
  "import.problem.files_missing": "一部のファイルがエクスポートに含まれていません",
  "import.problem.files_unusable": "一部のファイルを読み取れませんでした",
  "import.problem.storage_full": "一部のファイルが保存容量に収まりません",
  "import.busy": "別のインポートがまだ終わっていません。",
  "import.tooLarge": "ファイルが 1 GB を超えています。",
  "import.empty": "ファイルが空です。",
  "import.earlier": "以前のインポート",
};
