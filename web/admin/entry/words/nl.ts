import type { Translation } from "../../../i18n/page-words.ts";
import type { EntryWords } from "./en.ts";

export const nl: Translation<EntryWords> = {
  title: "Registratie en gasten",
  intro: "Wie een account kan krijgen en wie zonder account kan chatten.",
  decided: "De instellingen van de server bepalen dit. Hier kun je het niet wijzigen.",
  "signUp.title": "Wie zich kan registreren",
  "signUp.open": "Iedereen",
  "signUp.invitation": "Mensen met een uitnodiging",
  "signUp.invitation.hint": "Maak hieronder uitnodigingslinks.",
  "signUp.domain": "Mensen met een e-mailadres van bepaalde domeinen",
  "signUp.domain.hint": "Anderen hebben een uitnodiging nodig.",
  "signUp.closed": "Niemand",
  "signUp.closed.hint": "Bestaande accounts blijven werken, uitnodigingen niet.",
  "domain.noMail":
    "Hiervoor is e-mail nodig: zonder e-mail kan de server geen adressen bevestigen.",
  domains: "Domeinen",
  "domains.hint":
    "Scheid meerdere met komma’s, zoals example.org, example.com. Subdomeinen tellen apart.",
  "domains.wrong": "Voer domeinen in, zoals example.org.",
  "guests.title": "Gasten",
  "guests.on": "Iedereen kan zonder account chatten",
  "guests.on.hint":
    "De chats van een gast horen bij zijn browser en gaan mee naar zijn account zodra hij er een heeft.",
  "guests.link": "Alleen mensen met een uitnodiging kunnen zonder account chatten",
  "guests.link.hint":
    "Maak hieronder een uitnodiging om als gast te chatten. Gasten die er al zijn, blijven.",
  "guests.off": "Iedereen moet inloggen",
  "guests.off.hint":
    "Gasten worden uitgelogd. Hun chats gaan mee naar het account waarmee ze in dezelfde browser inloggen of zich registreren. Gedeelde links blijven werken.",
  "invitations.title": "Uitnodigingen",
  "invitations.intro": "Iedereen met de link van een uitnodiging kan die gebruiken.",
  "invitations.closed": "Registreren is niet mogelijk: uitnodigingen daarvoor werken nu niet.",
  "invitations.none": "Nog geen uitnodigingen.",
  "invitations.name": "Naam",
  "invitations.name.hint": "Alleen beheerders zien deze.",
  "invitations.nameLong": "Gebruik hoogstens 60 tekens.",
  "invitations.grants": "Wat mensen krijgen",
  "grants.user": "Een account",
  "grants.admin": "Een beheerdersaccount",
  "grants.guest": "Chatten als gast",
  "invitations.maxUses": "Hoeveel mensen deze kunnen gebruiken",
  "invitations.maxUses.hint": "Laat leeg voor geen limiet.",
  "invitations.usesWrong": "Voer een getal van 1 tot 10.000 in of laat het leeg.",
  "invitations.expires": "Verloopt na",
  "invitations.create": "Uitnodiging maken",
  "invitations.created": "Dit is de link. Kopieer hem nu: hij wordt niet opnieuw getoond.",
  "invitations.revoked": "Uitnodiging ingetrokken.",
  "invitations.full":
    "Er zijn te veel uitnodigingen. Oude verdwijnen een maand nadat ze zijn verlopen.",
  "invitations.uses": (uses) => `gebruikt: ${uses}`,
  "invitations.usesOf": (uses, most) => `gebruikt: ${uses} van ${most}`,
  "invitations.until": (time) => `verloopt op ${time}`,
  "invitations.state.used": "opgebruikt",
  "invitations.state.expired": "verlopen",
  "invitations.state.revoked": "ingetrokken",
};
