import type { DictationWords } from "./en.ts";

export const es: DictationWords = {
  start: "Dictar",
  stop: "Detener el dictado",
  listening:
    "Escuchando… El fabricante de tu navegador puede procesar lo que dices. Esc lo detiene.",
  "problem.denied":
    "El navegador no permite el micrófono aquí. Permítelo en los ajustes del sitio.",
  "problem.microphone": "No se ha encontrado ningún micrófono.",
  "problem.silence": "No se ha oído nada. Inténtalo de nuevo.",
  "problem.network": "No se puede acceder al servicio de voz del navegador.",
  "problem.language": "El navegador no puede transcribir este idioma.",
  "problem.failed": "El dictado se ha detenido por un error.",
};
