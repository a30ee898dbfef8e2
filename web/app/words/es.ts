import type { AppWords } from "./en.ts";

export const es: AppWords = {
  "rename.title": "Cambiar el nombre del chat",
  "rename.label": "Título",
  "rename.save": "Guardar",
  "delete.title": (count) => (count === 1 ? "¿Eliminar este chat?" : `¿Eliminar ${count} chats?`),
  "delete.many": (count) => `${count} chats y todos sus mensajes se eliminarán definitivamente.`,
  "delete.text": (title) => `«${title}» y todos sus mensajes se eliminarán definitivamente.`,

  "shortcuts.title": "Atajos de teclado",
  "shortcuts.send": "Enviar el mensaje",
  "shortcuts.newline": "Línea nueva",
  "shortcuts.edit": "Editar el último mensaje (campo vacío)",
  "shortcuts.commands": "Prompts y comandos (campo vacío)",
  "shortcuts.mention": "Preguntar a otro asistente o modelo",
  "shortcuts.newChat": "Nuevo chat",
  "shortcuts.focus": "Ir al campo de mensaje",
  "shortcuts.stop": "Detener la respuesta",
  "shortcuts.search": "Buscar",
  "shortcuts.rename": "Cambiar el nombre del chat (en la lista)",
  "shortcuts.delete": "Eliminar el chat (en la lista)",
  "shortcuts.sidebar": "Abrir o cerrar el panel lateral",
  "shortcuts.list": "Mostrar los atajos",

  "connect.title": "Conectar un modelo",
  "connect.intro":
    "Mientras no conectes un modelo, responde uno pequeño integrado. Funciona sin conexión y sabe poco.",
  "connect.guest":
    "Los administradores conectan los modelos aquí, en la aplicación. La primera cuenta de este servidor será la de su administrador.",
  "connect.register": "Registrarse",
  "connect.signIn": "Iniciar sesión",
  "connect.person":
    "Los administradores conectan los modelos aquí, en la aplicación. Pregunta a uno de ellos.",
  "connect.settings": "Con los ajustes del servidor",
  "connect.step.key": "Definir la clave de API de un servicio compatible con OpenAI:",
  "connect.step.url":
    "Para otro servicio, o un modelo en tu propia máquina, definir también su dirección:",
  "connect.step.restart": "Reiniciar el servidor. Este aviso desaparecerá.",
  "connect.back": "Volver al chat",
};
