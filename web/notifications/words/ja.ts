import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const ja: Translation<PushWords> = {
  "push.title": "プッシュ通知",
  "push.intro": (app: string) =>
    `${app} を表示していないときに回答の準備ができると、通知が届きます。`,
  "push.off": "このサーバーはプッシュ通知を送信しません。",
  "push.unsupported": "このブラウザーはプッシュ通知に対応していません。",
  "push.addToHome": (app: string) =>
    `iPhone や iPad では、${app} をホーム画面に追加し、そこから開いてください。`,
  "push.insecure": "プッシュ通知には安全な接続（HTTPS）が必要です。",
  "push.denied":
    "ブラウザーがこのサイトの通知をブロックしています。アドレスの横などにあるサイトの設定で許可してください。",
  "push.turnOn": "このデバイスでオンにする",
  "push.turnOff": "このデバイスでオフにする",
  "push.isOn": "このデバイスではプッシュ通知がオンです。",
  "push.failed":
    "ブラウザーをプッシュ通知に登録できませんでした。接続を確認して、もう一度お試しください。",
  "push.test": "テストを送信",
  "push.tested": "数秒後にテスト通知が届きます。",
  "push.devices": "その他のデバイス",
  "push.lastUsed": (time: string) => `最後の通知：${time}`,
  "push.never": "通知はまだありません",
  "push.remove": "削除",
  "push.remove.label": (device: string) => `${device} を削除`,
  "push.removed": "デバイスを削除しました。",
  "push.showText": "通知に内容を表示する",
  "push.showText.hint": "チャットのタイトルと回答の冒頭です。ロック画面でも読めます。",
  "push.quiet": "通知を停止する時間帯",
  "push.quiet.from": "開始",
  "push.quiet.until": "終了",
  "push.quiet.hint": (zone: string) => `この時間帯は通知が届きません。タイムゾーン：${zone}`,
  "push.quiet.same": "異なる 2 つの時刻を選んでください。",
};
