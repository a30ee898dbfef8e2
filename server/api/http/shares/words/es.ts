import type { ShareWords } from "./share-words.ts";

export const es: ShareWords = {
  untitled: "Chat compartido",
  person: "Usuario",
  assistant: "Asistente",
  thoughts: "Razonamiento",
  messages: (count, written) => (count === 1 ? "1 mensaje" : `${written} mensajes`),
  copiedOn: (day) => `Compartido el ${day}`,
  continue: "Continuar este chat",
  cut: "Solo se muestra el principio de este mensaje. Continúa el chat para leerlo entero.",
  nextPage: "Página siguiente",
  previousPage: "Página anterior",
  note: "Copia de un chat con un modelo de IA. Las respuestas pueden contener errores.",
  closed: "Un chat compartido",
  password: {
    title: "Este chat tiene contraseña",
    label: "Contraseña",
    submit: "Abrir el chat",
    wrong: "Contraseña incorrecta.",
    wait: "Demasiados intentos. Inténtalo de nuevo en unos minutos.",
  },
  signIn: {
    title: "Inicia sesión para ver este chat",
    text: "Este chat está compartido con las personas que tienen una cuenta en este servidor.",
    action: "Iniciar sesión",
  },
  gone: {
    title: "Este enlace no funciona",
    text: "Puede que haya caducado o que se haya revocado. Pide uno nuevo a quien te lo envió.",
  },
  tooMany: {
    title: "Demasiadas solicitudes",
    text: "Inténtalo de nuevo en un minuto.",
  },
};
