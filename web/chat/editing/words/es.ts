import type { EditWords } from "./en.ts";

export const es: EditWords = {
  label: "Editar el mensaje",
};
