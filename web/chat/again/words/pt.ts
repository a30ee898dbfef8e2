import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const pt: Translation<AgainWords> = {
  "again.menu": "Responder de outra forma",
  "again.shorter": "Mais curto",
  "again.simpler": "Mais simples",
  "again.longer": "Mais detalhes",
  "again.own": "Sua própria instrução…",
  "again.another": "Outro modelo…",
  "again.field": "O que deve mudar?",
  "again.send": "Gerar novamente",
};
