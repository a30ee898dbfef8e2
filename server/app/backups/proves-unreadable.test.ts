import { expect, test } from "bun:test";
import { BackupError } from "../../platform/backup/backup-format.ts";
import { NoKeyError } from "../../platform/backup/pack-backup.ts";
import { StoreError } from "../../platform/backup/stores/backup-store.ts";
import { CheckTroubleError } from "./check-trouble-error.ts";
import { provesUnreadable } from "./proves-unreadable.ts";

const withCode = (code: string) => Object.assign(new Error("x"), { code });

test.each([
  ["a sum that differs", new BackupError("the backup is damaged"), true],
  ["a value that is none (22P02)", withCode("22P02"), true],
  ["a row whose key leads nowhere (23503)", withCode("23503"), true],
  ["a column that does not exist (42703)", withCode("42703"), true],
  ["a backup that is not there", new StoreError("missing", "there is no such backup"), true],
  ["a key of another backup", new NoKeyError("none of the keys opens the backup"), false],
  ["no room for the check", new CheckTroubleError("make room"), false],
  ["a full disk (53100)", withCode("53100"), false],
  ["no memory (53200)", withCode("53200"), false],
  ["a database that shuts down (57P01)", withCode("57P01"), false],
  ["a full disk of the system", withCode("ENOSPC"), false],
  ["storage that is away", new StoreError("away", "it cannot be reached"), false],
  ["storage that refuses", new StoreError("permission", "AccessDenied"), false],
  ["a database that does not start", new Error("PostgreSQL did not start"), false],
  ["no error at all", "x", false],
])("%s", (_, error, proves) => {
  expect(provesUnreadable(error)).toBe(proves);
});
