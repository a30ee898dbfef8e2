import type { Translation } from "../../../i18n/page-words.ts";
import type { EditWords } from "./en.ts";

export const zh: Translation<EditWords> = {
  label: "编辑消息",
};
