import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

export const ja: Translation<AppWords> = {
  "rename.title": "チャットの名前を変更",
  "rename.label": "タイトル",
  "rename.save": "保存",
  "delete.title": (count) =>
    count === 1 ? "このチャットを削除しますか?" : `${count}件のチャットを削除しますか?`,
  "delete.many": (count) => `${count}件のチャットとそのすべてのメッセージが完全に削除されます。`,
  "delete.text": (title) => `「${title}」とそのすべてのメッセージが完全に削除されます。`,
  "shortcuts.title": "キーボードショートカット",
  "shortcuts.send": "メッセージを送信",
  "shortcuts.newline": "改行",
  "shortcuts.edit": "最後のメッセージを編集(入力欄が空のとき)",
  "shortcuts.commands": "プロンプトとコマンド(入力欄が空のとき)",
  "shortcuts.mention": "別のアシスタントまたはモデルに質問",
  "shortcuts.newChat": "新しいチャット",
  "shortcuts.focus": "入力欄へ移動",
  "shortcuts.stop": "回答を停止",
  "shortcuts.search": "検索",
  "shortcuts.rename": "チャットの名前を変更(一覧で)",
  "shortcuts.delete": "チャットを削除(一覧で)",
  "shortcuts.sidebar": "サイドバーを開閉",
  "shortcuts.list": "ショートカットを表示",
  "connect.title": "モデルを接続",
  "connect.intro":
    "モデルを接続するまでは、小さな内蔵モデルが回答します。オフラインで動作し、知識は限られています。",
  "connect.guest":
    "管理者はこのアプリでモデルを接続できます。このサーバーで最初に作成されたアカウントが管理者になります。",
  "connect.register": "登録",
  "connect.signIn": "ログイン",
  "connect.person":
    "管理者はこのアプリでモデルを接続できます。このサーバーの管理者にお問い合わせください。",
  "connect.settings": "サーバーの設定を使う",
  "connect.step.key": "OpenAI 互換サービスの API キーを設定します:",
  "connect.step.url": "別のサービスや自分のマシン上のモデルの場合は、アドレスも設定します:",
  "connect.step.restart": "サーバーを再起動します。このお知らせは表示されなくなります。",
  "connect.back": "チャットに戻る",
};
