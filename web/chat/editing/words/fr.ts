import type { EditWords } from "./en.ts";

export const fr: EditWords = {
  label: "Modifier le message",
};
