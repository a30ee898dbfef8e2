import type { PushWords } from "./en.ts";

export const fr: PushWords = {
  "push.title": "Notifications push",
  "push.intro": (app: string) =>
    `Recevez une notification quand une réponse est prête et que ${app} n’est pas affiché.`,
  "push.off": "Ce serveur n’envoie pas de notifications push.",
  "push.unsupported": "Ce navigateur ne prend pas en charge les notifications push.",
  "push.addToHome": (app: string) =>
    `Sur un iPhone ou un iPad, ajoutez ${app} à l’écran d’accueil et ouvrez-le depuis celui-ci.`,
  "push.insecure": "Les notifications push nécessitent une connexion sécurisée (HTTPS).",
  "push.denied":
    "Votre navigateur bloque les notifications de ce site. Autorisez-les dans les paramètres du site, en général à côté de l’adresse.",
  "push.turnOn": "Activer sur cet appareil",
  "push.turnOff": "Désactiver sur cet appareil",
  "push.isOn": "Les notifications push sont activées sur cet appareil.",
  "push.failed":
    "Votre navigateur n’a pas pu s’inscrire aux notifications push. Vérifiez votre connexion et réessayez.",
  "push.test": "Envoyer un test",
  "push.tested": "Une notification de test arrivera dans quelques secondes.",
  "push.devices": "Autres appareils",
  "push.lastUsed": (time: string) => `Dernière notification : ${time}`,
  "push.never": "Aucune notification pour l’instant",
  "push.remove": "Retirer",
  "push.remove.label": (device: string) => `Retirer ${device}`,
  "push.removed": "Appareil retiré.",
  "push.showText": "Afficher le texte dans les notifications",
  "push.showText.hint":
    "Le titre de la conversation et les premiers mots de la réponse. Ils sont lisibles sur un écran verrouillé.",
  "push.quiet": "Heures calmes",
  "push.quiet.from": "De",
  "push.quiet.until": "À",
  "push.quiet.hint": (zone: string) =>
    `Aucune notification pendant ces heures. Fuseau horaire : ${zone}`,
  "push.quiet.same": "Choisissez deux heures différentes.",
};
