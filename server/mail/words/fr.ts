import type { MailWords } from "./mail-words.ts";

const minutes = "Le lien ne fonctionne qu’une fois et expire au bout de dix minutes.";

export const fr: MailWords = {
  plainLink: "Ou ouvrez cette adresse :",
  footer: (origin, app) => `Envoyé par ${app} sur ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Bienvenue dans ${app}`,
    before: [
      "Votre adresse est confirmée et votre compte est prêt. Vos conversations y sont enregistrées.",
    ],
    action: `Ouvrir ${app}`,
  }),
  verifyEmail: () => ({
    subject: "Confirmez votre adresse",
    before: [
      "Quelqu’un, sans doute vous, s’est inscrit avec cette adresse. Confirmez qu’elle vous appartient.",
    ],
    action: "Confirmer l’adresse",
    after: [minutes, "Si ce n’était pas vous, ignorez cet e-mail."],
  }),
  resetPassword: () => ({
    subject: "Choisissez un nouveau mot de passe",
    before: [
      "Quelqu’un a demandé à réinitialiser le mot de passe du compte associé à cette adresse.",
    ],
    action: "Choisir un nouveau mot de passe",
    after: [
      minutes,
      "Si ce n’était pas vous, ignorez cet e-mail. Votre mot de passe reste inchangé.",
    ],
  }),
  accountCreated: () => ({
    subject: "Un compte a été créé pour vous",
    before: [
      "Un administrateur de ce serveur a créé un compte avec votre adresse e-mail. Choisissez un mot de passe pour l’utiliser.",
    ],
    action: "Choisir un mot de passe",
    after: [
      "Le lien fonctionne une seule fois et expire dans sept jours. Ensuite, utilisez « Mot de passe oublié ? » sur la page de connexion.",
    ],
  }),
  changeEmail: () => ({
    subject: "Confirmez votre nouvelle adresse",
    before: [
      "Vous avez demandé à utiliser cette adresse pour votre compte. Confirmez qu’elle vous appartient.",
    ],
    action: "Confirmer la nouvelle adresse",
    after: [minutes, "Si ce n’était pas vous, ignorez cet e-mail."],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "L’adresse de votre compte a changé",
    before: [`Votre compte utilise désormais l’adresse ${newEmail}.`],
    after: ["Si ce n’était pas vous, contactez tout de suite l’administrateur du serveur."],
  }),
  passwordChanged: () => ({
    subject: "Votre mot de passe a changé",
    before: [
      "Le mot de passe de votre compte a changé, et tous les autres appareils ont été déconnectés.",
    ],
    action: "Ce n’était pas moi",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Vous pouvez vous connecter avec ${provider}`,
    before: [`${provider} est désormais associé à votre compte et permet de s’y connecter.`],
    action: "Ce n’était pas moi",
  }),
  alreadyRegistered: () => ({
    subject: "Vous avez déjà un compte",
    before: [
      "Quelqu’un, sans doute vous, a voulu s’inscrire avec cette adresse, mais elle a déjà un compte.",
    ],
    action: "Se connecter",
    after: ["Si ce n’était pas vous, ignorez cet e-mail."],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nouvelle connexion à votre compte",
    before: [
      `Quelqu’un s’est connecté à votre compte le ${say(at, timeZone)}.`,
      `Appareil : ${userAgent ?? "inconnu"}`,
      `Adresse réseau : ${address ?? "inconnue"}`,
    ],
    action: "Vérifier vos appareils",
    after: ["Si ce n’était pas vous, déconnectez cet appareil et changez votre mot de passe."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Une session de chat a été créée",
    before: [
      `Une session de chat avec ${workflowName} a été créée pour vous le ${say(at, timeZone)}.`,
    ],
    after: ["Vous recevez cet e-mail en raison de vos réglages de notification."],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Votre réponse est prête" : `Votre réponse est prête : ${title}`,
    before: ["Votre réponse s’est terminée en votre absence."],
    action: "La lire",
    after: ["Vous recevez cet e-mail en raison de vos réglages de notification."],
  }),
  accountDeleted: () => ({
    subject: "Votre compte a été supprimé",
    before: [
      "Votre compte et toutes ses données ont été supprimés, comme vous l’avez demandé. C’est notre dernier e-mail.",
    ],
  }),
};
