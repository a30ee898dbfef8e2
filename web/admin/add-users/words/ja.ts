import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const ja: Translation<AddUsersWords> = {
  title: "ユーザーを追加",
  "intro.mail": "各ユーザーに、パスワードを設定するリンクがメールで届きます。",
  "intro.link":
    "このサーバーはメールを送信しません。各ユーザーがパスワードを設定するためのリンクが表示されます。",
  "one.title": "1人",
  "one.admin": "管理者",
  "one.submit": "アカウントを作成",
  "list.title": "複数人（CSV）",
  "list.intro":
    "1行に1人のファイルを選択してください。role 列は省略できます。すでにアカウントがあるアドレスは変更されません。",
  "list.file": "ファイル",
  "list.found": (count) => `見つかったアドレス: ${count}`,
  "list.wrong": (lines) => `使えない行: ${lines}`,
  "list.cut": "ファイルが長すぎるため、先頭部分だけを読み込みました。",
  "list.submit": "アカウントを作成",
  "done.title": "結果",
  "done.created": (count) => `作成したアカウント: ${count}`,
  "done.exist": (count) => `すでにアカウントあり: ${count}`,
  "done.invalid": (count) => `メールアドレスではないもの: ${count}`,
  "done.link": (email) =>
    `このリンクを ${email} に渡してください。7日間に1回だけ使え、再表示されません。`,
  "done.links": "リンクは再表示されないので、今保存してください。それぞれ7日間に1回だけ使えます。",
  "done.save": "リンクを保存（CSV）",
  back: "ユーザー一覧に戻る",
};
