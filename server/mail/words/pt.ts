import type { MailWords } from "./mail-words.ts";

const minutes = "O link funciona uma vez e expira em dez minutos.";
const ignore = "Se não foi você, ignore este e-mail.";
const settings = "Você está recebendo isto por causa das suas configurações de e-mail.";

export const pt: MailWords = {
  plainLink: "Ou abra este endereço:",
  footer: (origin, app) => `Enviado pelo ${app} em ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Boas-vindas ao ${app}`,
    before: [
      "Seu endereço foi confirmado e sua conta está pronta. Seus chats estão salvos na sua conta.",
    ],
    action: `Abrir o ${app}`,
  }),
  verifyEmail: () => ({
    subject: "Confirme seu endereço de e-mail",
    before: [
      "Alguém, esperamos que você, criou uma conta com este endereço. Confirme que ele é seu.",
    ],
    action: "Confirmar endereço",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "Escolha uma nova senha",
    before: ["Alguém pediu para redefinir a senha da conta com este endereço."],
    action: "Escolher uma nova senha",
    after: [minutes, `${ignore} Sua senha continua a mesma.`],
  }),
  accountCreated: () => ({
    subject: "Uma conta foi criada para você",
    before: [
      "Um administrador deste servidor criou uma conta com o seu e-mail. Escolha uma senha para usá-la.",
    ],
    action: "Escolher uma senha",
    after: [
      "O link funciona uma única vez e expira em sete dias. Depois disso, use “Esqueceu a senha?” na página de entrada.",
    ],
  }),
  changeEmail: () => ({
    subject: "Confirme seu novo endereço de e-mail",
    before: ["Você pediu para usar este endereço na sua conta. Confirme que ele é seu."],
    action: "Confirmar o novo endereço",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "O endereço de e-mail da sua conta foi alterado",
    before: [`Sua conta agora usa o endereço ${newEmail}.`],
    after: ["Se não foi você, fale imediatamente com o administrador do servidor."],
  }),
  passwordChanged: () => ({
    subject: "Sua senha foi alterada",
    before: [
      "A senha da sua conta foi alterada e as sessões nos outros dispositivos foram encerradas.",
    ],
    action: "Não fui eu",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Agora você pode entrar com ${provider}`,
    before: [`${provider} foi conectado à sua conta e pode ser usado para entrar.`],
    action: "Não fui eu",
  }),
  alreadyRegistered: () => ({
    subject: "Você já tem uma conta",
    before: [
      "Alguém, esperamos que você, tentou criar uma conta com este endereço, mas ele já tem uma.",
    ],
    action: "Entrar",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Novo acesso à sua conta",
    before: [
      `Alguém entrou na sua conta em ${say(at, timeZone)}.`,
      `Dispositivo: ${userAgent ?? "desconhecido"}`,
      `Endereço de rede: ${address ?? "desconhecido"}`,
    ],
    action: "Revisar seus dispositivos",
    after: ["Se não foi você, encerre a sessão nesse dispositivo e altere sua senha."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Uma sessão de chat foi criada",
    before: [
      `Uma sessão de chat com ${workflowName} foi criada para você em ${say(at, timeZone)}.`,
    ],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Sua resposta está pronta" : `Sua resposta está pronta: ${title}`,
    before: ["Sua resposta terminou enquanto você estava fora."],
    action: "Ler",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "Sua conta foi excluída",
    before: [
      "Sua conta e todos os seus dados foram excluídos, como você pediu. Este é nosso último e-mail.",
    ],
  }),
};
