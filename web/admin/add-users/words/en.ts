import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the page for adding users in English. */
export const en = {
  title: "Add users",
  "intro.mail": "People get an e-mail with a link to choose a password.",
  "intro.link":
    "This server doesn’t send e-mail: you get a link for each person, with which they choose a password.",
  "one.title": "One person",
  "one.admin": "Admin",
  "one.submit": "Create account",
  "list.title": "Several people (CSV)",
  "list.intro":
    "Choose a file with one person a line. The column role is optional. Addresses that have an account stay as they are.",
  "list.file": "File",
  "list.found": (count: string) => `Addresses found: ${count}`,
  "list.wrong": (lines: string) => `Lines that can’t be used: ${lines}`,
  "list.cut": "The file is too long. Only the beginning was read.",
  "list.submit": "Create accounts",
  "done.title": "Result",
  "done.created": (count: string) => `Accounts created: ${count}`,
  "done.exist": (count: string) => `Already had an account: ${count}`,
  "done.invalid": (count: string) => `Not an e-mail address: ${count}`,
  "done.link": (email: string) =>
    `Give this link to ${email}. It works once, within seven days, and won’t be shown again.`,
  "done.links":
    "Save the links now: they won’t be shown again. Each works once, within seven days.",
  "done.save": "Save links (CSV)",
  back: "Back to users",
};

export type AddUsersWords = WordsOf<typeof en>;
