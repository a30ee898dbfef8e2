import type { ModelWords } from "./en.ts";

export const es: ModelWords = {
  "model.label": (name) => `Modelo: ${name}`,
  "model.builtin": "Las respuestas son del modelo integrado, que funciona sin conexión.",
  "model.hint": "De forma predeterminada responde el pequeño modelo integrado.",
  "model.builtin.connect": "Conectar un modelo",
  "model.choose": "Elegir un modelo",
  "model.effort": (word) => `Razonamiento: ${word}`,
  "model.gone": (gone, own) => `${gone} ya no está disponible. Responde ${own} en su lugar.`,
  "model.removed": (name) => `La conexión de ${name} se ha eliminado. Elige otro modelo.`,
  "model.missing": "No tienes acceso al modelo de este asistente.",
  "model.missing.choose": "No tienes acceso al modelo de este asistente. Elige otro.",
  "model.signIn": "Iniciar sesión",
  "model.thinking": "Razonamiento",
  "model.failed": "No se ha podido guardar tu elección",
  "effort.auto": "Automático",
  "effort.none": "Desactivado",
  "effort.low": "Bajo",
  "effort.medium": "Medio",
  "effort.high": "Alto",
};
