import type { PersonalWords } from "./en.ts";

/** The same in French. */
export const fr: PersonalWords = {
  "instructions.title": "Instructions personnalisées",
  "instructions.intro":
    "Tous les assistants les suivent dans toutes vos conversations, dès votre prochain message. Les administrateurs ne peuvent pas les voir.",
  "instructions.about": (app: string) => `Que doit savoir ${app} sur vous ?`,
  "instructions.about.hint": "Par exemple : votre métier, votre ville, vos centres d’intérêt.",
  "instructions.style": (app: string) => `Comment ${app} doit-il répondre ?`,
  "instructions.style.hint": "Par exemple : brièvement, sur un ton formel, avec des sources.",
  "instructions.on": "Utiliser ces instructions",
  "instructions.save": "Enregistrer",
  "instructions.saved": "Enregistré.",
  "memory.title": "Mémoire",
  "memory.intro":
    "Les modèles reçoivent ces informations dans toutes vos conversations. Vous seul pouvez en ajouter : les modèles ne le peuvent pas et les administrateurs ne les voient pas.",
  "memory.on": "Utiliser la mémoire",
  "memory.none": "Rien n’est mémorisé pour l’instant.",
  "memory.add": "Mémoriser",
  "memory.add.label": "Que faut-il retenir sur vous ?",
  "memory.edit": (text) => `Modifier « ${text} »`,
  "memory.edit.label": "Que faut-il retenir ?",
  "memory.delete": (text) => `Supprimer « ${text} »`,
  "memory.deleteAll": "Tout supprimer",
  "memory.deleteAll.title": "Supprimer toute la mémoire ?",
  "memory.deleteAll.text": "Tout ce qui est retenu sur vous sera définitivement supprimé.",
  "memory.cancel": "Annuler",
  "memory.empty": "Obligatoire.",
  "memory.full": "La mémoire est pleine. Supprimez d’abord quelque chose.",
};
