import type { Translation } from "../../../i18n/page-words.ts";
import type { AddUsersWords } from "./en.ts";

export const it: Translation<AddUsersWords> = {
  title: "Aggiungi utenti",
  "intro.mail": "Ognuno riceve un’e-mail con un link per scegliere una password.",
  "intro.link":
    "Questo server non invia e-mail: ricevi un link per ogni persona, con cui sceglie una password.",
  "one.title": "Una persona",
  "one.admin": "Amministratore",
  "one.submit": "Crea account",
  "list.title": "Più persone (CSV)",
  "list.intro":
    "Scegli un file con una persona per riga. La colonna role è facoltativa. Gli indirizzi che hanno già un account restano invariati.",
  "list.file": "File",
  "list.found": (count) => `Indirizzi trovati: ${count}`,
  "list.wrong": (lines) => `Righe non utilizzabili: ${lines}`,
  "list.cut": "Il file è troppo lungo. È stato letto solo l’inizio.",
  "list.submit": "Crea account",
  "done.title": "Risultato",
  "done.created": (count) => `Account creati: ${count}`,
  "done.exist": (count) => `Avevano già un account: ${count}`,
  "done.invalid": (count) => `Non sono indirizzi e-mail: ${count}`,
  "done.link": (email) =>
    `Dai questo link a ${email}. Funziona una sola volta, per sette giorni, e non verrà più mostrato.`,
  "done.links":
    "Salva i link ora: non verranno più mostrati. Ognuno funziona una sola volta, per sette giorni.",
  "done.save": "Salva i link (CSV)",
  back: "Torna agli utenti",
};
