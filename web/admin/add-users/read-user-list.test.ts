import { expect, test } from "bun:test";
import { maxUserListRows, maxUserListText, readUserList } from "./read-user-list.ts";

const emailsIn = (text: string) => readUserList(text).users.map(({ email }) => email);

test("a list with names of columns is read by them, in any order", () => {
  const text =
    'Name,Role,E-Mail\r\n"Ann, the first",admin,Ann@Example.org\r\nBob,,bob@example.org\r\n';
  expect(readUserList(text)).toEqual({
    users: [
      { email: "ann@example.org", role: "admin" },
      { email: "bob@example.org", role: "user" },
    ],
    wrongLines: [],
    isCut: false,
  });
});

test("a list without names has addresses first, and is separated as spreadsheets do it", () => {
  for (const text of [
    "a@x.org\nb@x.org",
    "a@x.org;user\nb@x.org;admin",
    "\uFEFFa@x.org\tuser\nb@x.org\t",
  ])
    expect(emailsIn(text)).toEqual(["a@x.org", "b@x.org"]);
});

test("lines that cannot be used are told by number, and addresses come once", () => {
  const text =
    'email,role\nann@x.org\nno address\n\nbob@x.org,king\n"two\nlines"\nANN@x.org,admin\n';
  const { users, wrongLines } = readUserList(text);
  expect(users).toEqual([{ email: "ann@x.org", role: "user" }]);
  // The last line would give Ann another role than the second.
  expect(wrongLines).toEqual([3, 5, 6, 8]);
  expect(readUserList("ann@x.org\nann@x.org,user").wrongLines).toEqual([]);
});

test("lines end as any system ends them", () => {
  for (const end of ["\n", "\r\n", "\r"])
    expect(readUserList(["email", "a@x.org", "none", "b@x.org"].join(end))).toMatchObject({
      users: [{ email: "a@x.org" }, { email: "b@x.org" }],
      wrongLines: [3],
    });
});

test("the row in which a list is cut is left out, not taken for another address", () => {
  const rest = "last@example.org.uk,admin";
  const text = `${"\n".repeat(maxUserListText - "a@x.org\nlast@example.org".length)}a@x.org\n${rest}`;
  expect(readUserList(text)).toEqual({
    users: [{ email: "a@x.org", role: "user" }],
    wrongLines: [],
    isCut: true,
  });
});

test("what is no list at all, or too long, is bounded", () => {
  expect(readUserList("")).toEqual({ users: [], wrongLines: [], isCut: false });
  expect(readUserList('"never closed').wrongLines).toEqual([1]);
  const many = Array.from({ length: maxUserListRows + 10 }, (_, at) => `p${at}@x.org`).join("\n");
  const read = readUserList(many);
  expect([read.users.length, read.isCut]).toEqual([maxUserListRows, true]);
  expect(readUserList("x".repeat(maxUserListText + 1)).isCut).toBe(true);
  expect(emailsIn("\0\n\u2028,")).toEqual([]);
});
