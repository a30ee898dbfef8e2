import type { PersonalWords } from "./en.ts";

/** The same in French. */
export const fr: PersonalWords = {
  "instructions.title": "Instructions personnalisées",
  "instructions.intro":
    "Tous les assistants les suivent dans toutes vos conversations, dès votre prochain message. Les administrateurs ne peuvent pas les voir.",
  "instructions.about": "Que doit savoir ChatKit sur vous ?",
  "instructions.about.hint": "Par exemple : votre métier, votre ville, vos centres d’intérêt.",
  "instructions.style": "Comment ChatKit doit-il répondre ?",
  "instructions.style.hint": "Par exemple : brièvement, sur un ton formel, avec des sources.",
  "instructions.on": "Utiliser ces instructions",
  "instructions.save": "Enregistrer",
  "instructions.saved": "Enregistré.",
};
