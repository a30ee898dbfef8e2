import type { EntryWords } from "./en.ts";

/** Words of the page of registration and guests in French. */
export const fr: EntryWords = {
  title: "Inscription et invités",
  intro: "Qui peut avoir un compte, et qui peut discuter sans compte.",
  decided: "Les réglages du serveur en décident. Impossible de le modifier ici.",
  "signUp.title": "Qui peut s’inscrire",
  "signUp.open": "Tout le monde",
  "signUp.invitation": "Les personnes invitées",
  "signUp.invitation.hint": "Créez des liens d’invitation ci-dessous.",
  "signUp.domain": "Les personnes dont l’adresse e-mail appartient à certains domaines",
  "signUp.domain.hint": "Les autres ont besoin d’une invitation.",
  "signUp.closed": "Personne",
  "signUp.closed.hint": "Les comptes existants continuent de fonctionner, pas les invitations.",
  "domain.noMail": "Nécessite l’e-mail : sans lui, le serveur ne peut pas confirmer les adresses.",
  domains: "Domaines",
  "domains.hint":
    "Séparez-les par des virgules, par exemple example.org, example.com. Les sous-domaines comptent à part.",
  "domains.wrong": "Saisissez des domaines comme example.org.",
  "guests.title": "Invités",
  "guests.on": "Tout le monde peut discuter sans compte",
  "guests.on.hint":
    "Les conversations d’un invité restent liées à son navigateur et rejoignent son compte s’il en crée un.",
  "guests.link": "Seules les personnes invitées peuvent discuter sans compte",
  "guests.link.hint":
    "Créez ci-dessous une invitation à discuter en tant qu’invité. Les invités déjà présents restent.",
  "guests.off": "Tout le monde doit se connecter",
  "guests.off.hint":
    "Les invités sont déconnectés. Leurs conversations rejoignent le compte qu’ils utilisent ou créent dans le même navigateur. Les liens partagés continuent de fonctionner.",
  "invitations.title": "Invitations",
  "invitations.intro": "Toute personne qui a le lien d’une invitation peut l’utiliser.",
  "invitations.closed":
    "Les inscriptions sont fermées : les invitations à s’inscrire ne fonctionnent pas pour l’instant.",
  "invitations.none": "Aucune invitation pour l’instant.",
  "invitations.name": "Nom",
  "invitations.name.hint": "Seuls les administrateurs le voient.",
  "invitations.nameLong": "Utilisez au plus 60 caractères.",
  "invitations.grants": "Ce qu’elle donne",
  "grants.user": "Un compte",
  "grants.admin": "Un compte d’administrateur",
  "grants.guest": "Discuter en tant qu’invité",
  "invitations.maxUses": "Combien de personnes peuvent l’utiliser",
  "invitations.maxUses.hint": "Laissez vide pour ne pas limiter.",
  "invitations.usesWrong": "Saisissez un nombre de 1 à 10 000, ou laissez vide.",
  "invitations.expires": "Expire après",
  "invitations.create": "Créer l’invitation",
  "invitations.created": "Voici le lien. Copiez-le maintenant : il ne sera plus affiché.",
  "invitations.revoked": "Invitation révoquée.",
  "invitations.full":
    "Il y a trop d’invitations. Les anciennes disparaissent un mois après leur expiration.",
  "invitations.uses": (uses) => `utilisations : ${uses}`,
  "invitations.usesOf": (uses, most) => `utilisations : ${uses} sur ${most}`,
  "invitations.until": (time) => `expire le ${time}`,
  "invitations.state.used": "épuisée",
  "invitations.state.expired": "expirée",
  "invitations.state.revoked": "révoquée",
};
