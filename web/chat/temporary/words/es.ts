import type { TemporaryWords } from "./en.ts";

export const es: TemporaryWords = {
  "temporary.title": "Chat temporal",
  "temporary.keep": "Conservar chat",
  "temporary.kept": "El chat ya está en tu lista.",
  "temporary.notKept": "No se ha podido conservar el chat.",
  "temporary.export": "Exportar",
};
