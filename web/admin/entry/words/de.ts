import type { Translation } from "../../../i18n/page-words.ts";
import type { EntryWords } from "./en.ts";

export const de: Translation<EntryWords> = {
  title: "Registrierung und Gäste",
  intro: "Wer ein Konto bekommt und wer ohne Konto chatten kann.",
  decided: "Das legen die Einstellungen des Servers fest. Hier lässt es sich nicht ändern.",
  "signUp.title": "Wer sich registrieren kann",
  "signUp.open": "Alle",
  "signUp.invitation": "Personen mit einer Einladung",
  "signUp.invitation.hint": "Einladungslinks erstellst du weiter unten.",
  "signUp.domain": "Personen mit einer E-Mail-Adresse bestimmter Domains",
  "signUp.domain.hint": "Andere brauchen eine Einladung.",
  "signUp.closed": "Niemand",
  "signUp.closed.hint": "Bestehende Konten funktionieren weiter, Einladungen nicht.",
  "domain.noMail": "Dafür braucht der Server E-Mail: Ohne sie kann er keine Adressen bestätigen.",
  domains: "Domains",
  "domains.hint":
    "Mehrere mit Kommas trennen, etwa example.org, example.com. Subdomains zählen einzeln.",
  "domains.wrong": "Gib Domains wie example.org ein.",
  "guests.title": "Gäste",
  "guests.on": "Alle können ohne Konto chatten",
  "guests.on.hint":
    "Die Chats eines Gasts hängen an seinem Browser und ziehen in sein Konto um, sobald er eines hat.",
  "guests.link": "Nur Personen mit einer Einladung können ohne Konto chatten",
  "guests.link.hint":
    "Erstelle weiter unten eine Einladung zum Chatten als Gast. Gäste, die schon da sind, bleiben.",
  "guests.off": "Alle müssen sich anmelden",
  "guests.off.hint":
    "Gäste werden abgemeldet. Ihre Chats ziehen in das Konto um, mit dem sie sich im selben Browser anmelden oder registrieren. Geteilte Links funktionieren weiter.",
  "invitations.title": "Einladungen",
  "invitations.intro": "Wer den Link einer Einladung hat, kann sie nutzen.",
  "invitations.closed":
    "Die Registrierung ist geschlossen: Einladungen zum Registrieren funktionieren derzeit nicht.",
  "invitations.none": "Noch keine Einladungen.",
  "invitations.name": "Name",
  "invitations.name.hint": "Nur Admins sehen ihn.",
  "invitations.nameLong": "Höchstens 60 Zeichen.",
  "invitations.grants": "Was sie gibt",
  "grants.user": "Ein Konto",
  "grants.admin": "Ein Admin-Konto",
  "grants.guest": "Chatten als Gast",
  "invitations.maxUses": "Wie viele Personen sie nutzen können",
  "invitations.maxUses.hint": "Leer lassen für keine Grenze.",
  "invitations.usesWrong": "Gib eine Zahl von 1 bis 10.000 ein oder lass das Feld leer.",
  "invitations.expires": "Läuft ab nach",
  "invitations.create": "Einladung erstellen",
  "invitations.created": "Das ist der Link. Kopiere ihn jetzt: Er wird nicht noch einmal gezeigt.",
  "invitations.revoked": "Einladung widerrufen.",
  "invitations.full":
    "Es gibt zu viele Einladungen. Alte verschwinden einen Monat nach ihrem Ablauf.",
  "invitations.uses": (uses) => `Nutzungen: ${uses}`,
  "invitations.usesOf": (uses, most) => `Nutzungen: ${uses} von ${most}`,
  "invitations.until": (time) => `läuft ab: ${time}`,
  "invitations.state.used": "aufgebraucht",
  "invitations.state.expired": "abgelaufen",
  "invitations.state.revoked": "widerrufen",
};
