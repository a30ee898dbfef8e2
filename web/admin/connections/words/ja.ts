import type { Translation } from "../../../i18n/page-words.ts";
import type { ConnectionWords } from "./en.ts";

export const ja: Translation<ConnectionWords> = {
  title: "接続",
  intro: "回答を作成するモデルサーバーです。変更はすぐに反映されます。",
  add: "接続を追加",
  none: "接続はまだありません。小さな内蔵モデルが回答します。",
  list: "接続",
  "found.list": "このマシンで見つかったもの",
  "found.text": (name, models) =>
    models === 0
      ? `このマシンで ${name} が動作しています(モデルはまだありません)。`
      : `このマシンで ${name} が動作しています(モデル${models}個)。`,
  "found.other": (address, models) =>
    `${address} でモデルサーバーが動作しています(モデル${models}個)。`,
  "found.connect": "接続",
  "found.label": (name) => `接続: ${name}`,
  settings: "サーバーの設定から",
  locked:
    "保存されているキーは別のサーバーシークレットで暗号化されているため、読み取れません。もう一度入力してください。",
  shadowed: "未使用: サーバーの設定に同じ名前の接続があります。",
  "key.stored": "キーを保存済み",
  "key.none": "キーなし",
  "models.all": "サーバーのすべてのモデル",
  "models.some": (count) => `${count}個のモデル`,
  edit: "編集",
  delete: "削除",
  "label.edit": (id) => `編集: ${id}`,
  "label.delete": (id) => `削除: ${id}`,
  "delete.title": (id) => `「${id}」を削除しますか?`,
  "delete.text":
    "このモデルを使うアシスタントとチャットは、別のモデルを選ぶまで回答できなくなります。キーも削除されます。",
  "delete.default": "既定のモデルはサーバーの設定に戻ります。",
  deleted: "接続を削除しました。",
  "editor.new": "新しい接続",
  "editor.change": (id) => `「${id}」を変更`,
  service: "サービス",
  other: "その他の OpenAI 互換サーバー",
  compatible: "OpenAI 互換サーバー",
  name: "名前",
  "name.hint": "モデル名の先頭に付きます。例: claude/claude-sonnet-4-5",
  address: "アドレス",
  "address.hint": "バージョンも含めます。例: http://localhost:11434/v1",
  "address.own": "空欄にすると、サービスの標準のアドレスを使います。",
  key: "API キー",
  "key.show": "キーを表示",
  "key.hide": "キーを隠す",
  "key.keep": "空欄にすると、保存されているキーをそのまま使います。",
  "key.optional": "サーバーにキーが不要な場合は空欄にしてください。",
  headers: (names) => `ほかのヘッダーは保持されます: ${names}`,
  models: "提供するモデル",
  "models.hint": "1行に1つの名前。空欄にすると、サーバーの一覧にあるすべてのモデルを提供します。",
  access: "利用できる人",
  "access.everyone": "全員",
  "access.registered": "アカウントのあるユーザー",
  "access.admins": "管理者",
  "access.only.registered": "アカウントのあるユーザーのみ",
  "access.only.admins": "管理者のみ",
  "access.hint":
    "ほかの人にはこのモデルは表示されません。アシスタントは、代替モデルがあればそれで回答します。",
  limit: "同時リクエスト数",
  "limit.hint":
    "同時に処理できる数が限られているサーバー用です。超えた回答は待機し、順番に処理されます。空欄にすると無制限になります。",
  "limit.some": (most) => `同時リクエストは${most}件まで`,
  save: "保存",
  saved: "接続を保存しました。",
  test: "テスト",
  "test.model": "テストするモデル",
  "test.listing": "モデルを読み込み中…",
  "test.noList": "サーバーはモデルの一覧を提供していません。モデル名を入力してください。",
  "test.running": "回答を待っています…",
  "test.good": (text, time) => `回答がありました: 「${text}」(${time})`,
  "test.silent": (time) => `回答がありましたが、テキストがありません(${time})。`,
  "test.bad": (reason) => `詳細: ${reason}`,
  "default.title": "既定のモデル",
  "default.intro": "モデルを指定していないアシスタントの回答に使います。",
  "default.label": "モデル",
  "default.only.registered":
    "アカウントのあるユーザーだけが利用できます。ほかの人には、代替モデルがあればそれで回答します。",
  "default.only.admins":
    "管理者だけが利用できます。ほかの人には、代替モデルがあればそれで回答します。",
  "default.settings": "サーバーの設定を使う",
  "default.chosen": "既定のモデルを保存しました。",
  "default.use": (model) => `${model} を既定のモデルにする`,
  "wrong.id": "半角の小文字、数字、ハイフンを32文字以内で入力してください。",
  "wrong.prefix":
    "サーバーの設定に、この名前で始まるモデルがすでにあります。別の名前を選んでください。",
  "wrong.address":
    "http:// または https:// で始まる、パスワードを含まない URL を入力してください。",
  "wrong.key": "このサービスにはキーが必要です。",
  "wrong.newKey":
    "キーをもう一度入力してください。保存されているキーは別のアドレスには送信されません。",
  "wrong.models": "モデル名は200文字以内にしてください。",
  "wrong.maxConcurrent": "1から10,000までの整数を入力するか、空欄にしてください。",
  "wrong.conflict":
    "この名前は使用済みか、別の管理者が接続を変更しました。ページを再読み込みしてください。",
  "wrong.input": "サーバーに拒否されました。アドレスを確認し、キーをもう一度入力してください。",
};
