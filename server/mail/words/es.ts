import type { MailWords } from "./mail-words.ts";

const minutes = "El enlace funciona una sola vez y caduca en diez minutos.";

export const es: MailWords = {
  plainLink: "O abre esta dirección:",
  footer: (origin, app) => `Enviado por ${app} en ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Te damos la bienvenida a ${app}`,
    before: [
      "Tu dirección está confirmada y tu cuenta está lista. Tus chats están guardados en ella.",
    ],
    action: `Abrir ${app}`,
  }),
  verifyEmail: () => ({
    subject: "Confirma tu dirección",
    before: ["Alguien, seguramente tú, se ha registrado con esta dirección. Confirma que es tuya."],
    action: "Confirmar la dirección",
    after: [minutes, "Si no has sido tú, ignora este correo."],
  }),
  resetPassword: () => ({
    subject: "Elige una contraseña nueva",
    before: ["Alguien ha pedido restablecer la contraseña de la cuenta con esta dirección."],
    action: "Elegir una contraseña nueva",
    after: [minutes, "Si no has sido tú, ignora este correo. Tu contraseña sigue igual."],
  }),
  accountCreated: () => ({
    subject: "Se ha creado una cuenta para ti",
    before: [
      "Un administrador de este servidor ha creado una cuenta con tu dirección de correo. Elige una contraseña para usarla.",
    ],
    action: "Elegir una contraseña",
    after: [
      "El enlace funciona una sola vez y caduca en siete días. Después, usa «¿Has olvidado tu contraseña?» en la página de inicio de sesión.",
    ],
  }),
  changeEmail: () => ({
    subject: "Confirma tu nueva dirección",
    before: ["Has pedido usar esta dirección para tu cuenta. Confirma que es tuya."],
    action: "Confirmar la nueva dirección",
    after: [minutes, "Si no has sido tú, ignora este correo."],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "La dirección de tu cuenta ha cambiado",
    before: [`Tu cuenta usa ahora la dirección ${newEmail}.`],
    after: ["Si no has sido tú, contacta enseguida con el administrador del servidor."],
  }),
  passwordChanged: () => ({
    subject: "Tu contraseña ha cambiado",
    before: [
      "La contraseña de tu cuenta ha cambiado y se ha cerrado la sesión en los demás dispositivos.",
    ],
    action: "No he sido yo",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Ahora puedes iniciar sesión con ${provider}`,
    before: [`Se ha conectado ${provider} a tu cuenta y ya sirve para iniciar sesión.`],
    action: "No he sido yo",
  }),
  alreadyRegistered: () => ({
    subject: "Ya tienes una cuenta",
    before: [
      "Alguien, seguramente tú, ha intentado registrarse con esta dirección, pero ya tiene una cuenta.",
    ],
    action: "Iniciar sesión",
    after: ["Si no has sido tú, ignora este correo."],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nuevo inicio de sesión en tu cuenta",
    before: [
      `Alguien ha iniciado sesión en tu cuenta el ${say(at, timeZone)}.`,
      `Dispositivo: ${userAgent ?? "desconocido"}`,
      `Dirección de red: ${address ?? "desconocida"}`,
    ],
    action: "Revisar tus dispositivos",
    after: ["Si no has sido tú, cierra la sesión de ese dispositivo y cambia tu contraseña."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Se ha creado una sesión de chat",
    before: [
      `Se ha creado para ti una sesión de chat con ${workflowName} el ${say(at, timeZone)}.`,
    ],
    after: ["Recibes este correo por tus ajustes de notificación."],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Tu respuesta está lista" : `Tu respuesta está lista: ${title}`,
    before: ["Tu respuesta ha terminado mientras no estabas."],
    action: "Leerla",
    after: ["Recibes este correo por tus ajustes de notificación."],
  }),
  accountDeleted: () => ({
    subject: "Tu cuenta ha sido eliminada",
    before: [
      "Tu cuenta y todos sus datos se han eliminado, como pediste. Este es nuestro último correo.",
    ],
  }),
};
