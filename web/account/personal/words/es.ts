import type { PersonalWords } from "./en.ts";

/** The same in Spanish. */
export const es: PersonalWords = {
  "instructions.title": "Instrucciones personalizadas",
  "instructions.intro":
    "Todos los asistentes las siguen en todos tus chats a partir de tu próximo mensaje. Los administradores no pueden verlas.",
  "instructions.about": (app: string) => `¿Qué debería saber ${app} sobre ti?`,
  "instructions.about.hint": "Por ejemplo: a qué te dedicas, dónde vives, qué te gusta.",
  "instructions.style": (app: string) => `¿Cómo debería responder ${app}?`,
  "instructions.style.hint": "Por ejemplo: con brevedad, en tono formal, con fuentes.",
  "instructions.on": "Usar estas instrucciones",
  "instructions.save": "Guardar",
  "instructions.saved": "Guardado.",
  "memory.title": "Memoria",
  "memory.intro":
    "Los modelos reciben estos datos en todos tus chats. Solo tú puedes añadirlos: los modelos no pueden y los administradores no los ven.",
  "memory.on": "Usar la memoria",
  "memory.none": "Todavía no se recuerda nada.",
  "memory.add": "Recordar",
  "memory.add.label": "¿Qué hay que recordar sobre ti?",
  "memory.edit": (text) => `Editar «${text}»`,
  "memory.edit.label": "¿Qué hay que recordar?",
  "memory.delete": (text) => `Eliminar «${text}»`,
  "memory.deleteAll": "Eliminar todo",
  "memory.deleteAll.title": "¿Eliminar toda la memoria?",
  "memory.deleteAll.text": "Todo lo que se recuerda sobre ti se eliminará definitivamente.",
  "memory.cancel": "Cancelar",
  "memory.empty": "Obligatorio.",
  "memory.full": "La memoria está llena. Elimina algo primero.",
};
