import type { PushWords } from "./en.ts";

export const es: PushWords = {
  "push.title": "Notificaciones push",
  "push.intro": (app: string) =>
    `Recibe una notificación cuando una respuesta esté lista y ${app} no esté en pantalla.`,
  "push.off": "Este servidor no envía notificaciones push.",
  "push.unsupported": "Este navegador no admite notificaciones push.",
  "push.addToHome": (app: string) =>
    `En un iPhone o iPad, añade ${app} a la pantalla de inicio y ábrelo desde ahí.`,
  "push.insecure": "Las notificaciones push necesitan una conexión segura (HTTPS).",
  "push.denied":
    "Tu navegador bloquea las notificaciones de este sitio. Permítelas en los ajustes del sitio, normalmente junto a la dirección.",
  "push.turnOn": "Activar en este dispositivo",
  "push.turnOff": "Desactivar en este dispositivo",
  "push.isOn": "Las notificaciones push están activadas en este dispositivo.",
  "push.failed":
    "Tu navegador no ha podido registrarse para las notificaciones push. Comprueba la conexión e inténtalo de nuevo.",
  "push.test": "Enviar una prueba",
  "push.tested": "En unos segundos llegará una notificación de prueba.",
  "push.devices": "Otros dispositivos",
  "push.lastUsed": (time: string) => `Última notificación: ${time}`,
  "push.never": "Aún no hay notificaciones",
  "push.remove": "Quitar",
  "push.remove.label": (device: string) => `Quitar ${device}`,
  "push.removed": "Dispositivo quitado.",
  "push.showText": "Mostrar el texto en las notificaciones",
  "push.showText.hint":
    "El título del chat y las primeras palabras de la respuesta. Se pueden leer con la pantalla bloqueada.",
  "push.quiet": "Horas de silencio",
  "push.quiet.from": "Desde",
  "push.quiet.until": "Hasta",
  "push.quiet.hint": (zone: string) =>
    `No se envían notificaciones durante estas horas. Zona horaria: ${zone}`,
  "push.quiet.same": "Elige dos horas distintas.",
};
