import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const nl: Translation<AddUsersWords> = {
  title: "Gebruikers toevoegen",
  "intro.mail": "Iedereen krijgt een e-mail met een link om een wachtwoord te kiezen.",
  "intro.link":
    "Deze server stuurt geen e-mail: je krijgt voor iedereen een link waarmee diegene een wachtwoord kiest.",
  "one.title": "Eén persoon",
  "one.admin": "Beheerder",
  "one.submit": "Account maken",
  "list.title": "Meerdere mensen (CSV)",
  "list.intro":
    "Kies een bestand met één persoon per regel. De kolom role is optioneel. Adressen die al een account hebben, blijven zoals ze zijn.",
  "list.file": "Bestand",
  "list.found": (count) => `Gevonden adressen: ${count}`,
  "list.wrong": (lines) => `Onbruikbare regels: ${lines}`,
  "list.cut": "Het bestand is te lang. Alleen het begin is gelezen.",
  "list.submit": "Accounts maken",
  "done.title": "Resultaat",
  "done.created": (count) => `Gemaakte accounts: ${count}`,
  "done.exist": (count) => `Hadden al een account: ${count}`,
  "done.invalid": (count) => `Geen e-mailadres: ${count}`,
  "done.link": (email) =>
    `Geef deze link aan ${email}. Hij werkt één keer, zeven dagen lang, en wordt niet opnieuw getoond.`,
  "done.links":
    "Bewaar de links nu: ze worden niet opnieuw getoond. Elke link werkt één keer, zeven dagen lang.",
  "done.save": "Links opslaan (CSV)",
  back: "Terug naar gebruikers",
};
