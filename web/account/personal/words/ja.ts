import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const ja: Translation<PersonalWords> = {
  "instructions.title": "カスタム指示",
  "instructions.intro":
    "次のメッセージから、すべてのチャットですべてのアシスタントがこれに従います。管理者には見えません。",
  "instructions.about": (app: string) => `${app} に知っておいてほしいことは何ですか?`,
  "instructions.about.hint": "例: 仕事、住んでいる場所、好きなもの。",
  "instructions.style": (app: string) => `${app} にどのように回答してほしいですか?`,
  "instructions.style.hint": "例: 簡潔に、丁寧に、出典付きで。",
  "instructions.on": "この指示を使用する",
  "instructions.save": "保存",
  "instructions.saved": "保存しました。",
  "memory.title": "メモリ",
  "memory.intro":
    "モデルはすべてのチャットでこの情報を受け取ります。追加できるのはあなただけです。モデルは追加できず、管理者にも見えません。",
  "memory.on": "メモリを使用",
  "memory.none": "まだ何も記憶していません。",
  "memory.add": "記憶する",
  "memory.add.label": "あなたについて何を記憶しますか?",
  "memory.edit": (value) => `「${value}」を編集`,
  "memory.edit.label": "何を記憶しますか?",
  "memory.delete": (value) => `「${value}」を削除`,
  "memory.deleteAll": "すべて削除",
  "memory.deleteAll.title": "メモリをすべて削除しますか?",
  "memory.deleteAll.text": "あなたについて記憶したことがすべて完全に削除されます。",
  "memory.cancel": "キャンセル",
  "memory.empty": "必須項目です。",
  "memory.full": "メモリがいっぱいです。先に何かを削除してください。",
};
