import type { ConnectionWords } from "./en.ts";

/** The words of the connections page in French. */
export const fr: ConnectionWords = {
  title: "Connexions",
  intro:
    "Les serveurs de modèles qui rédigent les réponses. Les changements prennent effet aussitôt.",
  add: "Ajouter une connexion",
  none: "Aucune connexion pour l’instant. Le petit modèle intégré répond.",
  list: "Connexions",

  "found.list": "Trouvés sur cette machine",
  "found.text": (name: string, models: number) => {
    const offers = models === 1 ? "1 modèle" : `${models} modèles`;
    return `${name} est lancé sur cette machine, ${models === 0 ? "encore sans modèle" : `avec ${offers}`}.`;
  },
  "found.other": (address: string, models: number) =>
    `Un serveur de modèles est lancé à l’adresse ${address}, avec ${models === 1 ? "1 modèle" : `${models} modèles`}.`,
  "found.connect": "Connecter",
  "found.label": (name: string) => `Connecter : ${name}`,

  settings: "Définie dans la configuration du serveur",
  locked:
    "La clé enregistrée a été chiffrée avec un autre secret du serveur et ne peut plus être lue. Saisissez-la de nouveau.",
  shadowed: "Inutilisée : la configuration du serveur contient une connexion de ce nom.",
  "key.stored": "Clé enregistrée",
  "key.none": "Sans clé",
  "models.all": "Tous les modèles du serveur",
  "models.some": (count: number) => (count === 1 ? "1 modèle" : `${count} modèles`),
  edit: "Modifier",
  delete: "Supprimer",
  "label.edit": (id: string) => `Modifier : ${id}`,
  "label.delete": (id: string) => `Supprimer : ${id}`,
  "delete.title": (id: string) => `Supprimer « ${id} » ?`,
  "delete.text":
    "Les assistants et les conversations qui utilisent ses modèles n’auront plus de réponse avant d’en avoir un autre. Sa clé est supprimée.",
  "delete.default": "Le modèle par défaut redevient celui de la configuration du serveur.",
  deleted: "La connexion a été supprimée.",

  "editor.new": "Nouvelle connexion",
  "editor.change": (id: string) => `Modifier « ${id} »`,
  service: "Service",
  other: "Autre serveur compatible OpenAI",
  compatible: "Serveur compatible OpenAI",
  name: "Nom",
  "name.hint": "Précède le nom de ses modèles, comme dans claude/claude-sonnet-4-5.",
  address: "Adresse",
  "address.hint": "Avec la version, par exemple http://localhost:11434/v1.",
  "address.own": "Laissez vide pour l’adresse du service lui-même.",
  key: "Clé d’API",
  "key.show": "Afficher la clé",
  "key.hide": "Masquer la clé",
  "key.keep": "Laissez vide pour garder la clé enregistrée.",
  "key.optional": "Laissez vide si le serveur n’en demande pas.",
  headers: (names: string) => `Les autres en-têtes restent inchangés : ${names}.`,
  models: "Modèles proposés",
  "models.hint": "Un nom par ligne. Laissez vide pour proposer tous ceux que le serveur annonce.",
  access: "Qui peut l’utiliser",
  "access.everyone": "Tout le monde",
  "access.registered": "Personnes avec un compte",
  "access.admins": "Administrateurs",
  "access.only.registered": "Seulement pour les personnes avec un compte",
  "access.only.admins": "Seulement pour les administrateurs",
  "access.hint":
    "Ses modèles ne sont pas proposés aux autres. Les assistants leur répondent avec un modèle de secours, s’il y en a un.",
  limit: "Requêtes simultanées",
  "limit.hint":
    "Pour un serveur à la capacité limitée. Les autres réponses attendent, et chacun a son tour. Laissez vide pour ne pas fixer de limite.",
  "limit.some": (most: number) =>
    most === 1 ? "Une requête à la fois" : `Au plus ${most} requêtes simultanées`,
  save: "Enregistrer",
  saved: "La connexion a été enregistrée.",

  test: "Tester",
  "test.model": "Modèle à tester",
  "test.listing": "Chargement des modèles…",
  "test.noList": "Le serveur n’annonce pas ses modèles. Saisissez le nom de l’un d’eux.",
  "test.running": "En attente d’une réponse…",
  "test.good": (text: string, time: string) => `Il répond : « ${text} » (${time})`,
  "test.silent": (time: string) => `Il répond, mais sans texte (${time}).`,
  "test.bad": (reason: string) => `Détails : ${reason}`,

  "default.title": "Modèle par défaut",
  "default.intro": "Répond pour les assistants sans modèle défini.",
  "default.label": "Modèle",
  "default.only.registered":
    "Réservé aux personnes avec un compte. Les autres ont un modèle de secours, s’il y en a un.",
  "default.only.admins":
    "Réservé aux administrateurs. Les autres ont un modèle de secours, s’il y en a un.",
  "default.settings": "Revenir à la configuration du serveur",
  "default.chosen": "Le modèle par défaut a été enregistré.",
  "default.use": (model: string) => `Utiliser ${model} comme modèle par défaut`,

  "wrong.id": "Au plus 32 lettres minuscules, chiffres et traits d’union.",
  "wrong.prefix":
    "Des noms de modèles de la configuration du serveur commencent déjà ainsi. Choisissez un autre nom.",
  "wrong.address": "Saisissez une URL qui commence par http:// ou https://, sans mot de passe.",
  "wrong.key": "Ce service demande une clé.",
  "wrong.newKey":
    "Saisissez la clé de nouveau : celle qui est enregistrée n’est pas envoyée à une autre adresse.",
  "wrong.models": "Le nom d’un modèle compte au plus 200 caractères.",
  "wrong.maxConcurrent": "Saisissez un nombre entier de 1 à 10 000, ou laissez le champ vide.",
  "wrong.conflict":
    "Ce nom est pris, ou quelqu’un d’autre a modifié la connexion. Rechargez la page.",
  "wrong.input": "Le serveur a refusé. Vérifiez l’adresse et saisissez la clé de nouveau.",
};
