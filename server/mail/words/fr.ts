import type { MailWords } from "./mail-words.ts";

const minutes = "Le lien fonctionne une seule fois, pendant dix minutes.";

export const fr: MailWords = {
  plainLink: "Ou ouvrez cette adresse :",
  footer: (origin) => `Ce message a été envoyé par ChatKit, ${origin}.`,
  welcome: () => ({
    subject: "Bienvenue dans ChatKit",
    before: [
      "Votre adresse est confirmée et votre compte est prêt. Vos conversations vous suivent.",
    ],
    action: "Ouvrir ChatKit",
  }),
  verifyEmail: () => ({
    subject: "Confirmez votre adresse",
    before: [
      "Quelqu’un, vous sans doute, s’est inscrit avec cette adresse. Confirmez qu’elle est à vous.",
    ],
    action: "Confirmer l’adresse",
    after: [minutes, "Si ce n’était pas vous, vous n’avez rien à faire."],
  }),
  resetPassword: () => ({
    subject: "Choisissez un nouveau mot de passe",
    before: ["Quelqu’un a demandé un nouveau mot de passe pour le compte qui a cette adresse."],
    action: "Choisir un nouveau mot de passe",
    after: [
      minutes,
      "Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste le même.",
    ],
  }),
  changeEmail: () => ({
    subject: "Confirmez votre nouvelle adresse",
    before: [
      "Vous avez demandé à utiliser cette adresse pour votre compte. Confirmez qu’elle est à vous.",
    ],
    action: "Confirmer la nouvelle adresse",
    after: [minutes, "Si ce n’était pas vous, vous n’avez rien à faire."],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "L’adresse de votre compte a changé",
    before: [`Votre compte utilise désormais l’adresse ${newEmail}.`],
    after: ["Si ce n’était pas vous, prévenez tout de suite la personne qui gère ce serveur."],
  }),
  passwordChanged: () => ({
    subject: "Votre mot de passe a changé",
    before: [
      "Le mot de passe de votre compte a changé, et tous les autres appareils ont été déconnectés.",
    ],
    action: "Ce n’était pas moi",
  }),
  alreadyRegistered: () => ({
    subject: "Vous avez déjà un compte",
    before: [
      "Quelqu’un, vous sans doute, a voulu s’inscrire avec cette adresse, qui a déjà un compte.",
    ],
    action: "Se connecter",
    after: ["Si ce n’était pas vous, vous n’avez rien à faire."],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nouvelle connexion à votre compte",
    before: [
      `Votre compte a servi à se connecter le ${say(at, timeZone)}.`,
      `Appareil : ${userAgent ?? "inconnu"}`,
      `Adresse réseau : ${address ?? "inconnue"}`,
    ],
    action: "Voir où vous êtes connecté",
    after: ["Si ce n’était pas vous, déconnectez cet appareil et changez votre mot de passe."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Une session de chat a été créée",
    before: [
      `Une session de chat avec ${workflowName} a été créée pour vous le ${say(at, timeZone)}.`,
    ],
    after: ["Vous recevez ce message parce que vous l’avez demandé dans les réglages."],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Votre réponse est prête" : `Votre réponse est prête : ${title}`,
    before: ["La réponse a été terminée en votre absence."],
    action: "La lire",
    after: ["Vous recevez ce message parce que vous l’avez demandé dans les réglages."],
  }),
  accountDeleted: () => ({
    subject: "Votre compte a été supprimé",
    before: [
      "Votre compte et tout ce qu’il contenait ont été supprimés, comme vous l’avez demandé. C’est le dernier message.",
    ],
  }),
};
