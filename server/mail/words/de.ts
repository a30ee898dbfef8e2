import type { MailWords } from "./mail-words.ts";

const minutes = "Der Link funktioniert einmal und läuft nach zehn Minuten ab.";
const ignore = "Falls du das nicht warst, ignoriere diese E-Mail.";
const settings = "Du erhältst diese E-Mail wegen deiner E-Mail-Einstellungen.";

export const de: MailWords = {
  plainLink: "Oder öffne diese Adresse:",
  footer: (origin, app) => `Gesendet von ${app} unter ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Willkommen bei ${app}`,
    before: [
      "Deine Adresse ist bestätigt und dein Konto bereit. Deine Chats sind in deinem Konto gespeichert.",
    ],
    action: `${app} öffnen`,
  }),
  verifyEmail: () => ({
    subject: "Bestätige deine E-Mail-Adresse",
    before: [
      "Jemand, hoffentlich du, hat sich mit dieser Adresse registriert. Bitte bestätige, dass sie dir gehört.",
    ],
    action: "Adresse bestätigen",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "Wähle ein neues Passwort",
    before: ["Jemand möchte das Passwort des Kontos mit dieser Adresse zurücksetzen."],
    action: "Neues Passwort wählen",
    after: [minutes, `${ignore} Dein Passwort bleibt unverändert.`],
  }),
  accountCreated: () => ({
    subject: "Für dich wurde ein Konto erstellt",
    before: [
      "Ein Admin dieses Servers hat ein Konto mit deiner E-Mail-Adresse erstellt. Wähle ein Passwort, um es zu nutzen.",
    ],
    action: "Passwort wählen",
    after: [
      "Der Link funktioniert einmal und läuft nach sieben Tagen ab. Danach nimm „Passwort vergessen?“ auf der Anmeldeseite.",
    ],
  }),
  changeEmail: () => ({
    subject: "Bestätige deine neue E-Mail-Adresse",
    before: [
      "Du möchtest diese Adresse für dein Konto verwenden. Bitte bestätige, dass sie dir gehört.",
    ],
    action: "Neue Adresse bestätigen",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "Die E-Mail-Adresse deines Kontos wurde geändert",
    before: [`Dein Konto verwendet jetzt die Adresse ${newEmail}.`],
    after: ["Falls du das nicht warst, wende dich sofort an die Administration des Servers."],
  }),
  passwordChanged: () => ({
    subject: "Dein Passwort wurde geändert",
    before: ["Das Passwort deines Kontos wurde geändert und alle anderen Geräte abgemeldet."],
    action: "Das war ich nicht",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Anmeldung mit ${provider} ist jetzt möglich`,
    before: [`Du kannst dich jetzt mit ${provider} in deinem Konto anmelden.`],
    action: "Das war ich nicht",
  }),
  alreadyRegistered: () => ({
    subject: "Du hast schon ein Konto",
    before: [
      "Jemand, hoffentlich du, wollte sich mit dieser Adresse registrieren, aber zu ihr gibt es schon ein Konto.",
    ],
    action: "Anmelden",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Neue Anmeldung bei deinem Konto",
    before: [
      `Jemand hat sich am ${say(at, timeZone)} bei deinem Konto angemeldet.`,
      `Gerät: ${userAgent ?? "unbekannt"}`,
      `Netzwerkadresse: ${address ?? "unbekannt"}`,
    ],
    action: "Geräte prüfen",
    after: ["Falls du das nicht warst, melde dieses Gerät ab und ändere dein Passwort."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Eine Chatsitzung wurde erstellt",
    before: [
      `Am ${say(at, timeZone)} wurde für dich eine Chatsitzung mit ${workflowName} erstellt.`,
    ],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "Deine Antwort ist fertig" : `Deine Antwort ist fertig: ${title}`,
    before: ["Deine Antwort wurde fertig, während du weg warst."],
    action: "Lesen",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "Dein Konto wurde gelöscht",
    before: [
      "Dein Konto und alle seine Daten wurden wie gewünscht gelöscht. Das ist unsere letzte E-Mail.",
    ],
  }),
};
