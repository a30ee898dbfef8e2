import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "../../../platform/db/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../../platform/db/embedded-postgres.ts";
import { testServerSettings } from "../../../../testing/server/test-database.ts";
import { psqlSettings } from "./psql-command.ts";
import { runProgram } from "../../../../testing/server/run-program.ts";

let folder: string;
let server: EmbeddedPostgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-psql-"));
  // As root, PostgreSQL runs as another user, who needs access to this folder.
  await chmod(folder, 0o711);
  server = await startEmbeddedPostgres({ dataDir: folder, settings: testServerSettings });
  await migrateDatabase(server.url);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function run(words: string[], path = process.env["PATH"] ?? "") {
  const { HOME = "" } = process.env;
  const env = { PATH: path, HOME, DATA_DIR: folder };
  return runProgram(join(import.meta.dir, "psql-cli.ts"), ["psql", ...words], env);
}

test("psql gets its arguments, and the address in its environment alone", async () => {
  const bin = join(folder, "bin");
  const words = '"$PGHOST:$PGPORT/$PGDATABASE $PGUSER $PGOPTIONS|$*"';
  await Bun.write(join(bin, "psql"), `#!/bin/sh\necho ${words}\nexit 3\n`);
  await chmod(join(bin, "psql"), 0o755);
  const { host } = new URL(server.url);
  const { out, code } = await run(["-c", "select 1"], bin);
  expect(out).toBe(`${host}/chatkit chatkit -c default_transaction_read_only=on|-c select 1\n`);
  expect(code).toBe(3);
  expect((await run(["--write"], bin)).out).toBe(`${host}/chatkit chatkit |\n`);
});

test("where there is no psql, the error says how to get one, and the address can be printed", async () => {
  const nowhere = join(folder, "nowhere");
  const { err, code } = await run([], nowhere);
  expect([err, code]).toEqual([expect.stringContaining("postgresql-client"), 1]);
  expect((await run(["--print"], nowhere)).out).toBe(`${server.url}\n`);
});

describe.skipIf(!Bun.which("psql"))("psql itself", () => {
  test("reads, and writes only when asked to", async () => {
    const counted = await run(["-Atc", "select count(*) from users"]);
    expect(counted).toEqual({ out: "0\n", err: "", code: 0 });
    const change = "update users set locale = 'fr'";
    const refused = await run(["-c", change]);
    expect([refused.err, refused.code]).toEqual([expect.stringContaining("read-only"), 1]);
    expect((await run(["--write", "-c", change])).out).toBe("UPDATE 0\n");
  });
});

test("an address is taken apart as psql needs it", () => {
  const url = "postgres://a%40b:p%2Fq@[::1]/chat?sslmode=verify-full&sslrootcert=/ca.pem";
  expect(psqlSettings(url, true)).toEqual({
    PGHOST: "::1",
    PGPORT: "5432",
    PGUSER: "a@b",
    PGPASSWORD: "p/q",
    PGDATABASE: "chat",
    PGAPPNAME: "chatkit psql",
    PGOPTIONS: "",
    PGSSLMODE: "verify-full",
    PGSSLROOTCERT: "/ca.pem",
  });
});
