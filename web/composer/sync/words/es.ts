import type { SyncWords } from "./en.ts";

export const es: SyncWords = {
  replaced: "También has escrito un borrador en otro dispositivo.",
  "replaced.show": "Mostrarlo",
  "replaced.dismiss": "Descartar",
};
