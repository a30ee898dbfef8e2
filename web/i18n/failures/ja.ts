import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const ja: Translation<FailureWords> = {
  retryIn: (time) => `${time}後に再試行できます。`,
  provider_auth: "モデルサーバーがこのサーバーの API キーを拒否しました。",
  provider_unknown_model: "設定されたモデルがモデルサーバーにありません。",
  provider_removed: "このモデルの接続は削除されました。",
  model_unavailable: "このモデルは使用できません。別のモデルまたはアシスタントを選んでください。",
  provider_wrong_address: "モデルサーバーのアドレスにチャット API がありません。",
  message_too_long:
    "このメッセージはモデルには長すぎます。短くするか、添付ファイルを減らしてください。",
  provider_rate_limited: "現在モデルが混み合っています。",
  provider_rejected:
    "モデルサーバーがこのリクエストを拒否しました。長すぎるか、規則に反している可能性があります。",
  provider_unreachable: "モデルサーバーに接続できません。",
  provider_unavailable: "モデルサーバーでエラーが発生しました。",
  provider_timeout: "モデルサーバーの応答に時間がかかりすぎました。",
  provider_cut: "回答が完了する前にモデルサーバーとの接続が切れました。",
  provider_nonsense: "モデルサーバーから読み取れない応答が返されました。",
  too_complex: "内蔵モデルには、1回の回答で使える以上の時間またはメモリが必要です。",
  workers_lost:
    "この回答を作成していたサーバーが2回停止しました。それまでのテキストは残っています。",
  internal: "このサーバーで問題が発生しました。",
};
