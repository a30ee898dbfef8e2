import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const ja: Translation<DictationWords> = {
  start: "音声入力",
  stop: "音声入力を停止",
  listening:
    "聞き取り中… 話した内容はブラウザの提供元で処理されることがあります。Esc で停止します。",
  "problem.denied":
    "ブラウザがここでのマイクの使用を許可していません。サイトの設定で許可してください。",
  "problem.microphone": "マイクが見つかりません。",
  "problem.silence": "音声が聞こえませんでした。もう一度お試しください。",
  "problem.network": "ブラウザの音声サービスに接続できません。",
  "problem.language": "ブラウザはこの言語の音声入力に対応していません。",
  "problem.failed": "エラーのため音声入力を停止しました。",
};
