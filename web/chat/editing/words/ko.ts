import type { Translation } from "../../../i18n/page-words.ts";
import type { EditWords } from "./en.ts";

export const ko: Translation<EditWords> = {
  label: "메시지 수정",
};
