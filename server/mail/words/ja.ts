import type { MailWords } from "./mail-words.ts";

const minutes = "リンクは一度だけ使え、10分で期限切れになります。";
const ignore = "心当たりがない場合は、このメールを無視してください。";
const settings = "このメールは、メール設定に基づいて送信されています。";

export const ja: MailWords = {
  plainLink: "または次のアドレスを開いてください:",
  footer: (origin, app) => `${origin} の ${app} から送信されました。`,
  welcome: ({ app }) => ({
    subject: `${app} へようこそ`,
    before: [
      "アドレスが確認され、アカウントの準備ができました。チャットはアカウントに保存されます。",
    ],
    action: `${app} を開く`,
  }),
  verifyEmail: () => ({
    subject: "メールアドレスの確認",
    before: ["このアドレスで登録がありました。あなたのアドレスであることを確認してください。"],
    action: "アドレスを確認",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "新しいパスワードの設定",
    before: ["このアドレスのアカウントについて、パスワードの再設定の依頼がありました。"],
    action: "新しいパスワードを設定",
    after: [minutes, `${ignore}パスワードは変更されません。`],
  }),
  accountCreated: () => ({
    subject: "あなたのアカウントが作成されました",
    before: [
      "このサーバーの管理者が、あなたのメールアドレスでアカウントを作成しました。パスワードを設定するとお使いいただけます。",
    ],
    action: "パスワードを設定",
    after: [
      "リンクは1回だけ使え、7日後に期限切れになります。それ以降は、ログインページの「パスワードをお忘れですか?」をお使いください。",
    ],
  }),
  changeEmail: () => ({
    subject: "新しいメールアドレスの確認",
    before: [
      "このアドレスをアカウントで使用する依頼がありました。あなたのアドレスであることを確認してください。",
    ],
    action: "新しいアドレスを確認",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "アカウントのメールアドレスが変更されました",
    before: [`アカウントのアドレスは ${newEmail} になりました。`],
    after: ["心当たりがない場合は、すぐにサーバーの管理者に連絡してください。"],
  }),
  passwordChanged: () => ({
    subject: "パスワードが変更されました",
    before: ["アカウントのパスワードが変更され、ほかのすべてのデバイスからログアウトしました。"],
    action: "心当たりがない場合",
  }),
  identityConnected: ({ provider }) => ({
    subject: `${provider} でログインできるようになりました`,
    before: [`${provider} がアカウントに連携され、ログインに使えるようになりました。`],
    action: "心当たりがない場合",
  }),
  alreadyRegistered: () => ({
    subject: "すでにアカウントをお持ちです",
    before: ["このアドレスで登録の試みがありましたが、すでにアカウントが存在します。"],
    action: "ログイン",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "アカウントへの新しいログイン",
    before: [
      `${say(at, timeZone)} にアカウントへのログインがありました。`,
      `デバイス: ${userAgent ?? "不明"}`,
      `ネットワークアドレス: ${address ?? "不明"}`,
    ],
    action: "デバイスを確認",
    after: ["心当たりがない場合は、そのデバイスからログアウトし、パスワードを変更してください。"],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "チャットセッションが作成されました",
    before: [`${say(at, timeZone)} に ${workflowName} とのチャットセッションが作成されました。`],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "回答が完了しました" : `回答が完了しました: ${title}`,
    before: ["離れている間に回答が完了しました。"],
    action: "読む",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "アカウントが削除されました",
    before: [
      "ご依頼のとおり、アカウントとそのすべてのデータを削除しました。これが最後のメールです。",
    ],
  }),
};
