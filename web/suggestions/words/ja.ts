import type { Translation } from "../../i18n/page-words.ts";
import type { ComposerMenuWords } from "./en.ts";

export const ja: Translation<ComposerMenuWords> = {
  "menu.slash": "プロンプトとコマンド",
  "menu.mention": "このメッセージに回答する相手",
  "group.own": "自分のプロンプト",
  "group.shared": "共有プロンプト",
  "group.commands": "コマンド",
  "group.assistants": "アシスタント",
  "group.models": "モデル",
  "command.search": "検索",
  "command.temporary": "一時チャット",
  "command.export": "このチャットをエクスポート",
  "command.archive": "このチャットをアーカイブ",
  "prompt.failed": "このプロンプトを読み込めませんでした。",
  "variables.title": (name) => `「${name}」に入力`,
  "variables.insert": "挿入",
  answers: (name) => `${name} がこのメッセージに回答します`,
  "answers.remove": (name) => `${name} に質問しない`,
  count: (count) => `${count}件の候補`,
};
