import type { AgainWords } from "./en.ts";

export const es: AgainWords = {
  "again.menu": "Responder de otra forma",
  "again.shorter": "Más breve",
  "again.simpler": "Más sencillo",
  "again.longer": "Más detalles",
  "again.own": "Tu propia indicación…",
  "again.another": "Otro modelo…",
  "again.field": "¿Qué hay que cambiar?",
  "again.send": "Regenerar",
};
