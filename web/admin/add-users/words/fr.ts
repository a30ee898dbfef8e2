import type { AddUsersWords } from "./en.ts";

/** Words of the page for adding users in French. */
export const fr: AddUsersWords = {
  title: "Ajouter des utilisateurs",
  "intro.mail": "Chaque personne reçoit par e-mail un lien pour choisir un mot de passe.",
  "intro.link":
    "Ce serveur n’envoie pas d’e-mails : vous recevez pour chaque personne un lien avec lequel elle choisit un mot de passe.",
  "one.title": "Une personne",
  "one.admin": "Administrateur",
  "one.submit": "Créer le compte",
  "list.title": "Plusieurs personnes (CSV)",
  "list.intro":
    "Choisissez un fichier avec une personne par ligne. La colonne role est facultative. Les adresses qui ont déjà un compte restent inchangées.",
  "list.file": "Fichier",
  "list.found": (count) => `Adresses trouvées : ${count}`,
  "list.wrong": (lines) => `Lignes inutilisables : ${lines}`,
  "list.cut": "Le fichier est trop long. Seul le début a été lu.",
  "list.submit": "Créer les comptes",
  "done.title": "Résultat",
  "done.created": (count) => `Comptes créés : ${count}`,
  "done.exist": (count) => `Avaient déjà un compte : ${count}`,
  "done.invalid": (count) => `Adresses e-mail non valides : ${count}`,
  "done.link": (email) =>
    `Donnez ce lien à ${email}. Il fonctionne une seule fois, pendant sept jours, et ne sera plus affiché.`,
  "done.links":
    "Enregistrez les liens maintenant : ils ne seront plus affichés. Chacun fonctionne une seule fois, pendant sept jours.",
  "done.save": "Enregistrer les liens (CSV)",
  back: "Retour aux utilisateurs",
};
