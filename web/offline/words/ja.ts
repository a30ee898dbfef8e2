import type { Translation } from "../../i18n/page-words.ts";
import type { OfflineWords } from "./en.ts";

export const ja: Translation<OfflineWords> = {
  "offline.saved": "このデバイスに保存されたチャットです。最新でない場合があります。",
  "offline.notKept": "このチャットはこのデバイスに保存されていません",
  "offline.notKept.hint": "オンラインに戻ると開きます。",
  "update.ready": "新しいバージョンを利用できます。",
};
