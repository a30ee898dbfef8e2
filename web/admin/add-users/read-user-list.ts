import type { NewUser } from "../../../shared/admin.ts";
import { checkEmail } from "../../account/check-fields.ts";

/** Longest list that is read, in UTF-16 code units. */
export const maxUserListText = 1_000_000;

/** Most people of one list. */
export const maxUserListRows = 5_000;

/** What a list of people says. */
export interface UserList {
  /** Each address once. */
  users: NewUser[];
  /**
   * The numbers of lines without a usable address, with an unknown role, or with another role than
   * an earlier line has for the same address, from 1.
   */
  wrongLines: number[];
  /** Whether the list is longer than what is read at once; the rest was left out. */
  isCut: boolean;
}

const emailNames = new Set([
  "email",
  "e-mail",
  "mail",
  "address",
  "email address",
  "e-mail address",
]);

/**
 * Reads a list of people as spreadsheets write them (RFC 4180): values between commas, semicolons or
 * tabs, quoted where they need it. With a first line of names, the columns `email` and `role` count;
 * without one, the first column is the address and the second the role. No role means `user`.
 */
export function readUserList(text: string): UserList {
  const isCut = text.length > maxUserListText;
  const rows = readRows(text.slice(0, maxUserListText).replace(/^\uFEFF/, ""));
  // Half an address may look like another one.
  if (isCut) rows.pop();
  const [first] = rows;
  const names = first?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const emailAt = names.findIndex((name) => emailNames.has(name));
  const hasNames = emailAt !== -1;
  const columns = hasNames
    ? { email: emailAt, role: names.indexOf("role") }
    : { email: 0, role: 1 };
  const people = hasNames ? rows.slice(1) : rows;
  const users = new Map<string, NewUser>();
  const wrongLines: number[] = [];
  for (const { line, cells } of people.slice(0, maxUserListRows)) {
    const user = readUser(cells[columns.email], cells[columns.role]);
    const same = user && users.get(user.email);
    if (!user || (same && same.role !== user.role)) wrongLines.push(line);
    else users.set(user.email, user);
  }
  return {
    users: [...users.values()],
    wrongLines,
    isCut: isCut || people.length > maxUserListRows,
  };
}

function readUser(typed = "", role = ""): NewUser | null {
  const email = typed.trim().toLowerCase();
  const word = role.trim().toLowerCase();
  if (checkEmail(email) !== null || !["", "user", "admin"].includes(word)) return null;
  return { email, role: word === "admin" ? "admin" : "user" };
}

interface Row {
  /** The number of its first line, from 1. */
  line: number;
  cells: string[];
}

/** Rows that are not empty. Each character is looked at once. */
function readRows(written: string): Row[] {
  const text = written.replace(/\r\n?/g, "\n");
  const separator = findSeparator(text);
  const rows: Row[] = [];
  let row: Row = { line: 1, cells: [] };
  let line = 1;
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    row.cells.push(cell);
    if (row.cells.some((each) => each.trim() !== "")) rows.push(row);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\n") line++;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      isQuoted = true;
    } else if (character === separator) {
      row.cells.push(cell);
      cell = "";
    } else if (character === "\n") {
      endRow();
      row = { line, cells: [] };
    } else cell += character;
  }
  endRow();
  return rows;
}

/** The separator of the first line that has one; spreadsheets choose it by their language. */
function findSeparator(text: string): string {
  const found = /[,;\t]/.exec(text);
  return found?.[0] ?? ",";
}
