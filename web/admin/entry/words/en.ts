import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the page of registration and guests in English. */
export const en = {
  title: "Registration and guests",
  intro: "Who can get an account, and who can chat without one.",
  decided: "The server’s settings decide this. It can’t be changed here.",
  "signUp.title": "Who can register",
  "signUp.open": "Anyone",
  "signUp.invitation": "People with an invitation",
  "signUp.invitation.hint": "Create invitation links below.",
  "signUp.domain": "People with an e-mail address at certain domains",
  "signUp.domain.hint": "Others need an invitation.",
  "signUp.closed": "No one",
  "signUp.closed.hint": "Existing accounts keep working. Invitations don’t work.",
  "domain.noMail": "This needs e-mail: without it, the server can’t confirm addresses.",
  domains: "Domains",
  "domains.hint":
    "Separate several with commas, such as example.org, example.com. Subdomains count separately.",
  "domains.wrong": "Enter domains such as example.org.",
  "guests.title": "Guests",
  "guests.on": "Anyone can chat without an account",
  "guests.on.hint":
    "A guest’s chats belong to their browser, and move to their account once they have one.",
  "guests.link": "Only people with an invitation can chat without an account",
  "guests.link.hint":
    "Create an invitation to chat as a guest below. Guests who are here already stay.",
  "guests.off": "Everyone has to sign in",
  "guests.off.hint":
    "Guests are signed out. Their chats move to the account that they sign in to or register in the same browser. Shared links keep working.",
  "invitations.title": "Invitations",
  "invitations.intro": "Anyone who has the link of an invitation can use it.",
  "invitations.closed":
    "Registration is closed, so invitations to register don’t work at the moment.",
  "invitations.none": "No invitations yet.",
  "invitations.name": "Name",
  "invitations.name.hint": "Only admins see it.",
  "invitations.nameLong": "Use at most 60 characters.",
  "invitations.grants": "What people get",
  "grants.user": "An account",
  "grants.admin": "An admin account",
  "grants.guest": "Chatting as a guest",
  "invitations.maxUses": "How many people can use it",
  "invitations.maxUses.hint": "Leave empty for no limit.",
  "invitations.usesWrong": "Enter a number from 1 to 10,000, or leave it empty.",
  "invitations.expires": "Expires after",
  "invitations.create": "Create invitation",
  "invitations.created": "This is the link. Copy it now: it won’t be shown again.",
  "invitations.revoked": "Invitation revoked.",
  "invitations.full":
    "There are too many invitations. Old ones go by themselves a month after they expire.",
  "invitations.uses": (uses: number) => `uses: ${uses}`,
  "invitations.usesOf": (uses: number, most: number) => `uses: ${uses} of ${most}`,
  "invitations.until": (time: string) => `expires ${time}`,
  "invitations.state.used": "used up",
  "invitations.state.expired": "expired",
  "invitations.state.revoked": "revoked",
};

export type EntryWords = WordsOf<typeof en>;
