import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkBackup } from "./check-backup.ts";
import { CheckTroubleError } from "./check-trouble-error.ts";

test("a folder of another check that is gone when it is looked at is no trouble", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "check-backup-"));
  try {
    // It is listed, and nothing is there.
    await symlink(join(dataDir, "gone"), join(dataDir, "backup-check-other"));
    async function* noBackup() {
      yield new TextEncoder().encode("something else\n");
    }
    const error = await checkBackup(noBackup(), { dataDir, databaseBytes: 0 }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(CheckTroubleError);
    expect(await readdir(dataDir)).toEqual(["backup-check-other"]);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
