import type { ShareWords } from "./share-words.ts";

export const de: ShareWords = {
  untitled: "Geteilter Chat",
  person: "Nutzer",
  assistant: "Assistent",
  thoughts: "Gedanken",
  messages: (count, written) => (count === 1 ? "1 Nachricht" : `${written} Nachrichten`),
  copiedOn: (day) => `Geteilt am ${day}`,
  continue: "Diesen Chat fortsetzen",
  cut: "Nur der Anfang dieser Nachricht wird angezeigt. Setze den Chat fort, um sie ganz zu lesen.",
  nextPage: "Nächste Seite",
  previousPage: "Vorherige Seite",
  note: "Kopie eines Chats mit einem KI-Modell. Antworten können falsch sein.",
  closed: "Ein geteilter Chat",
  password: {
    title: "Dieser Chat hat ein Passwort",
    label: "Passwort",
    submit: "Chat öffnen",
    wrong: "Falsches Passwort.",
    wait: "Zu viele Versuche. Versuche es in ein paar Minuten noch einmal.",
  },
  signIn: {
    title: "Melde dich an, um diesen Chat zu sehen",
    text: "Dieser Chat ist für Personen mit Konto auf diesem Server freigegeben.",
    action: "Anmelden",
  },
  gone: {
    title: "Dieser Link funktioniert nicht",
    text: "Vielleicht ist er abgelaufen oder wurde widerrufen. Bitte die Person, die ihn gesendet hat, um einen neuen.",
  },
  tooMany: {
    title: "Zu viele Anfragen",
    text: "Versuche es in einer Minute noch einmal.",
  },
};
