import type { FeedbackWords } from "./en.ts";

export const es: FeedbackWords = {
  "feedback.add": "Añadir un comentario",
  "feedback.edit": "Editar tu comentario",
  "feedback.good": "¿Qué te ha gustado? (opcional)",
  "feedback.bad": "¿Qué estaba mal? (opcional)",
  "feedback.send": "Enviar",
  "feedback.hint": "Quienes administran este servidor pueden leer tu comentario.",
};
