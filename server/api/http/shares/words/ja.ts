import type { ShareWords } from "./share-words.ts";

export const ja: ShareWords = {
  untitled: "共有チャット",
  person: "ユーザー",
  assistant: "アシスタント",
  thoughts: "思考内容",
  messages: (_count, written) => `${written}件のメッセージ`,
  copiedOn: (day) => `共有日: ${day}`,
  continue: "このチャットを続ける",
  cut: "このメッセージは冒頭のみ表示されています。全文を読むにはチャットを続けてください。",
  nextPage: "次のページ",
  previousPage: "前のページ",
  note: "AI モデルとのチャットのコピーです。回答には誤りが含まれることがあります。",
  closed: "共有チャット",
  password: {
    title: "このチャットにはパスワードが必要です",
    label: "パスワード",
    submit: "チャットを開く",
    wrong: "パスワードが正しくありません。",
    wait: "試行回数が多すぎます。数分後にもう一度お試しください。",
  },
  signIn: {
    title: "このチャットを見るにはログインしてください",
    text: "このチャットは、このサーバーのアカウントを持つユーザーに共有されています。",
    action: "ログイン",
  },
  gone: {
    title: "このリンクは使えません",
    text: "期限切れか、取り消された可能性があります。送信者に新しいリンクを依頼してください。",
  },
  tooMany: {
    title: "リクエストが多すぎます",
    text: "1分後にもう一度お試しください。",
  },
};
