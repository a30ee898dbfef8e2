import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const de: Translation<AddUsersWords> = {
  title: "Nutzer hinzufügen",
  "intro.mail": "Alle bekommen eine E-Mail mit einem Link, um ein Passwort zu wählen.",
  "intro.link":
    "Dieser Server sendet keine E-Mails: Du bekommst für jede Person einen Link, mit dem sie ein Passwort wählt.",
  "one.title": "Eine Person",
  "one.admin": "Admin",
  "one.submit": "Konto erstellen",
  "list.title": "Mehrere Personen (CSV)",
  "list.intro":
    "Wähle eine Datei mit einer Person pro Zeile. Die Spalte role ist optional. Adressen, die schon ein Konto haben, bleiben unverändert.",
  "list.file": "Datei",
  "list.found": (count) => `Gefundene Adressen: ${count}`,
  "list.wrong": (lines) => `Nicht verwendbare Zeilen: ${lines}`,
  "list.cut": "Die Datei ist zu lang. Nur der Anfang wurde gelesen.",
  "list.submit": "Konten erstellen",
  "done.title": "Ergebnis",
  "done.created": (count) => `Erstellte Konten: ${count}`,
  "done.exist": (count) => `Hatten schon ein Konto: ${count}`,
  "done.invalid": (count) => `Keine E-Mail-Adressen: ${count}`,
  "done.link": (email) =>
    `Gib diesen Link an ${email}. Er funktioniert einmal, sieben Tage lang, und wird nicht noch einmal gezeigt.`,
  "done.links":
    "Speichere die Links jetzt: Sie werden nicht noch einmal gezeigt. Jeder funktioniert einmal, sieben Tage lang.",
  "done.save": "Links speichern (CSV)",
  back: "Zurück zu den Nutzern",
};
