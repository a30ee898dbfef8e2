import type { MailWords } from "./mail-words.ts";

const minutes = "El enlace funciona una sola vez, durante diez minutos.";

export const es: MailWords = {
  plainLink: "O abre esta dirección:",
  footer: (origin) => `Este correo fue enviado por ChatKit en ${origin}.`,
  welcome: () => ({
    subject: "Te damos la bienvenida a ChatKit",
    before: [
      "Tu dirección está confirmada y tu cuenta está lista. Tus conversaciones siguen contigo.",
    ],
    action: "Abrir ChatKit",
  }),
  verifyEmail: () => ({
    subject: "Confirma tu dirección",
    before: ["Alguien, seguramente tú, se registró con esta dirección. Confirma que es tuya."],
    action: "Confirmar la dirección",
    after: [minutes, "Si no fuiste tú, no tienes que hacer nada."],
  }),
  resetPassword: () => ({
    subject: "Elige una contraseña nueva",
    before: ["Alguien pidió una contraseña nueva para la cuenta que tiene esta dirección."],
    action: "Elegir una contraseña nueva",
    after: [minutes, "Si no fuiste tú, no tienes que hacer nada: tu contraseña sigue igual."],
  }),
  changeEmail: () => ({
    subject: "Confirma tu nueva dirección",
    before: ["Pediste usar esta dirección para tu cuenta. Confirma que es tuya."],
    action: "Confirmar la nueva dirección",
    after: [minutes, "Si no fuiste tú, no tienes que hacer nada."],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "La dirección de tu cuenta ha cambiado",
    before: [`Tu cuenta usa ahora la dirección ${newEmail}.`],
    after: ["Si no fuiste tú, avisa enseguida a quien administra este servidor."],
  }),
  passwordChanged: () => ({
    subject: "Tu contraseña ha cambiado",
    before: [
      "La contraseña de tu cuenta ha cambiado y se cerró la sesión en los demás dispositivos.",
    ],
    action: "No fui yo",
  }),
  alreadyRegistered: () => ({
    subject: "Ya tienes una cuenta",
    before: [
      "Alguien, seguramente tú, quiso registrarse con esta dirección, que ya tiene una cuenta.",
    ],
    action: "Iniciar sesión",
    after: ["Si no fuiste tú, no tienes que hacer nada."],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nuevo inicio de sesión en tu cuenta",
    before: [
      `Alguien inició sesión en tu cuenta el ${say(at, timeZone)}.`,
      `Dispositivo: ${userAgent ?? "desconocido"}`,
      `Dirección de red: ${address ?? "desconocida"}`,
    ],
    action: "Ver dónde has iniciado sesión",
    after: ["Si no fuiste tú, cierra la sesión de ese dispositivo y cambia tu contraseña."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Se ha creado una sesión de chat",
    before: [`Se creó para ti una sesión de chat con ${workflowName} el ${say(at, timeZone)}.`],
    after: ["Recibes este correo porque lo pediste en los ajustes."],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Tu respuesta está lista" : `Tu respuesta está lista: ${title}`,
    before: ["La respuesta terminó mientras no estabas."],
    action: "Leerla",
    after: ["Recibes este correo porque lo pediste en los ajustes."],
  }),
  accountDeleted: () => ({
    subject: "Tu cuenta ha sido eliminada",
    before: [
      "Tu cuenta y todo lo que contenía han sido eliminados, como pediste. Este es el último correo.",
    ],
  }),
};
