import type { AppWords } from "./en.ts";

export const es: AppWords = {
  "rename.title": "Cambiar el nombre de la conversación",
  "rename.label": "Título",
  "rename.save": "Guardar",
  "delete.title": "¿Eliminar esta conversación?",
  "delete.text": (title) => `«${title}» y todos sus mensajes se eliminarán para siempre.`,

  "shortcuts.title": "Atajos de teclado",
  "shortcuts.send": "Enviar el mensaje",
  "shortcuts.newline": "Línea nueva",
  "shortcuts.newChat": "Nuevo chat",
  "shortcuts.focus": "Ir al campo de mensaje",
  "shortcuts.stop": "Detener la respuesta",
  "shortcuts.list": "Esta lista",

  "connect.title": "Conectar un modelo",
  "connect.intro":
    "Mientras no haya un modelo conectado, responde uno pequeño dentro de este servidor. Funciona sin conexión y sabe poco. Para usar uno de verdad, quien administra este servidor hace lo siguiente.",
  "connect.step.key": "Definir la clave de API de un servicio que hable el protocolo de OpenAI:",
  "connect.step.url":
    "Para otro servicio, o un modelo en tu propia máquina, definir también su dirección:",
  "connect.step.restart": "Reiniciar el servidor. Este aviso desaparece solo.",
  "connect.back": "Volver al chat",
};
