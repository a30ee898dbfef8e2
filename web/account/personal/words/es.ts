import type { PersonalWords } from "./en.ts";

/** The same in Spanish. */
export const es: PersonalWords = {
  "instructions.title": "Instrucciones personalizadas",
  "instructions.intro":
    "Todos los asistentes las siguen en todos tus chats a partir de tu próximo mensaje. Los administradores no pueden verlas.",
  "instructions.about": "¿Qué debería saber ChatKit sobre ti?",
  "instructions.about.hint": "Por ejemplo: a qué te dedicas, dónde vives, qué te gusta.",
  "instructions.style": "¿Cómo debería responder ChatKit?",
  "instructions.style.hint": "Por ejemplo: con brevedad, en tono formal, con fuentes.",
  "instructions.on": "Usar estas instrucciones",
  "instructions.save": "Guardar",
  "instructions.saved": "Guardado.",
};
