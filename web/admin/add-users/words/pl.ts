import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const pl: Translation<AddUsersWords> = {
  title: "Dodaj użytkowników",
  "intro.mail": "Każda osoba dostaje e-mail z linkiem do wyboru hasła.",
  "intro.link":
    "Ten serwer nie wysyła e-maili: dla każdej osoby dostajesz link, którym wybierze hasło.",
  "one.title": "Jedna osoba",
  "one.admin": "Administrator",
  "one.submit": "Utwórz konto",
  "list.title": "Wiele osób (CSV)",
  "list.intro":
    "Wybierz plik z jedną osobą w wierszu. Kolumna role jest opcjonalna. Adresy, które mają już konto, pozostają bez zmian.",
  "list.file": "Plik",
  "list.found": (count) => `Znalezione adresy: ${count}`,
  "list.wrong": (lines) => `Wiersze, których nie można użyć: ${lines}`,
  "list.cut": "Plik jest za długi. Odczytano tylko początek.",
  "list.submit": "Utwórz konta",
  "done.title": "Wynik",
  "done.created": (count) => `Utworzone konta: ${count}`,
  "done.exist": (count) => `Miały już konto: ${count}`,
  "done.invalid": (count) => `To nie są adresy e-mail: ${count}`,
  "done.link": (email) =>
    `Przekaż ten link osobie ${email}. Działa jeden raz, przez siedem dni, i nie zostanie pokazany ponownie.`,
  "done.links":
    "Zapisz linki teraz: nie zostaną pokazane ponownie. Każdy działa jeden raz, przez siedem dni.",
  "done.save": "Zapisz linki (CSV)",
  back: "Wróć do użytkowników",
};
