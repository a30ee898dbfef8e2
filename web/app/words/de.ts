import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

export const de: Translation<AppWords> = {
  "rename.title": "Chat umbenennen",
  "rename.label": "Titel",
  "rename.save": "Speichern",
  "delete.title": (count) => (count === 1 ? "Diesen Chat löschen?" : `${count} Chats löschen?`),
  "delete.many": (count) => `${count} Chats und alle Nachrichten darin werden endgültig gelöscht.`,
  "delete.text": (title) => `„${title}“ und alle Nachrichten darin werden endgültig gelöscht.`,
  "shortcuts.title": "Tastenkürzel",
  "shortcuts.send": "Nachricht senden",
  "shortcuts.newline": "Neue Zeile",
  "shortcuts.edit": "Letzte Nachricht bearbeiten (im leeren Feld)",
  "shortcuts.commands": "Prompts und Befehle (im leeren Feld)",
  "shortcuts.mention": "Anderen Assistenten oder anderes Modell fragen",
  "shortcuts.newChat": "Neuer Chat",
  "shortcuts.focus": "Zum Nachrichtenfeld",
  "shortcuts.stop": "Antwort anhalten",
  "shortcuts.search": "Suchen",
  "shortcuts.rename": "Chat umbenennen (in der Liste)",
  "shortcuts.delete": "Chat löschen (in der Liste)",
  "shortcuts.sidebar": "Seitenleiste öffnen oder schließen",
  "shortcuts.list": "Tastenkürzel anzeigen",
  "connect.title": "Modell verbinden",
  "connect.intro":
    "Solange kein Modell verbunden ist, antwortet ein kleines eingebautes Modell. Es arbeitet offline und weiß wenig.",
  "connect.guest":
    "Admins verbinden Modelle hier in der App. Das erste Konto auf diesem Server wird Admin.",
  "connect.register": "Registrieren",
  "connect.signIn": "Anmelden",
  "connect.person": "Admins verbinden Modelle hier in der App. Frage einen Admin dieses Servers.",
  "connect.settings": "Mit den Einstellungen des Servers",
  "connect.step.key": "Lege den API-Schlüssel eines OpenAI-kompatiblen Dienstes fest:",
  "connect.step.url":
    "Für einen anderen Dienst oder ein Modell auf deinem eigenen Rechner lege auch die Adresse fest:",
  "connect.step.restart": "Starte den Server neu. Dieser Hinweis verschwindet dann.",
  "connect.back": "Zurück zum Chat",
};
