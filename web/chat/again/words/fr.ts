import type { AgainWords } from "./en.ts";

export const fr: AgainWords = {
  "again.menu": "Répondre autrement",
  "again.shorter": "Plus court",
  "again.simpler": "Plus simple",
  "again.longer": "Plus de détails",
  "again.own": "Votre propre consigne…",
  "again.another": "Un autre modèle…",
  "again.field": "Que faut-il changer ?",
  "again.send": "Régénérer",
};
