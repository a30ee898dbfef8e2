import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const ja: Translation<PersonalWords> = {
  "instructions.title": "カスタム指示",
  "instructions.intro":
    "次のメッセージから、すべてのチャットですべてのアシスタントがこれに従います。管理者には見えません。",
  "instructions.about": "ChatKit に知っておいてほしいことは何ですか?",
  "instructions.about.hint": "例: 仕事、住んでいる場所、好きなもの。",
  "instructions.style": "ChatKit にどのように回答してほしいですか?",
  "instructions.style.hint": "例: 簡潔に、丁寧に、出典付きで。",
  "instructions.on": "この指示を使用する",
  "instructions.save": "保存",
  "instructions.saved": "保存しました。",
};
