import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const ja: Translation<AgainWords> = {
  "again.menu": "別の回答を作成",
  "again.shorter": "もっと短く",
  "again.simpler": "もっと簡単に",
  "again.longer": "もっと詳しく",
  "again.own": "自分で指示する…",
  "again.another": "別のモデル…",
  "again.field": "どこを変えますか?",
  "again.send": "再生成",
};
