import { afterAll, expect, test } from "bun:test";
import { chmod, exists, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openCluster } from "../platform/db/embedded-cluster.ts";
import { databaseAddress, makeDatabase } from "../platform/db/embedded-database.ts";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres.ts";
import { runOnFreePort } from "../platform/db/embedded-process.ts";
import { findOlderBinaries, waysToGetBinaries } from "../platform/db/older-binaries.ts";
import { keptSecret } from "../platform/kept-secret.ts";
import { present } from "../../testing/present.ts";
import { signedInBrowser } from "../../testing/server/accounts.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { testServerSettings } from "../../testing/server/test-database.ts";
import { readKeptDump, readKeptReleases } from "../../testing/upgrades/kept-release.ts";
import { copyDatabase } from "./copy-database.ts";

// A data folder of PostgreSQL 17, made by its own programs, with what people had in it.

const settings = testServerSettings;
const older = "17";

const dataDir = await mkdtemp(join(tmpdir(), "chatkit-upgrade-"));
// As root, PostgreSQL runs as another user, who needs access to this folder.
await chmod(dataDir, 0o711);
const folder = join(dataDir, "postgres");
const unobtainable = await obtainBinaries();
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Gets the programs of version 17 as the error says; null, or why that failed. */
async function obtainBinaries(): Promise<string | null> {
  const [command = ""] = waysToGetBinaries({ major: older, dataDir });
  const child = Bun.spawn(["/bin/sh", "-c", command], { stdout: "ignore", stderr: "pipe" });
  const complaint = await new Response(child.stderr).text();
  return (await child.exited) === 0 ? null : `no programs of version 17: ${complaint.trim()}`;
}

async function makeOlderCluster(): Promise<void> {
  const [release] = (await readKeptReleases()).toReversed();
  const binaries = present(await findOlderBinaries({ major: older, dataDir }));
  const password = await keptSecret(join(dataDir, "postgres-password"));
  const onProgress = () => {};
  const cluster = await openCluster(folder, binaries, { password, version: older, onProgress });
  const logFile = join(dataDir, "postgres.log");
  await using server = await runOnFreePort(cluster, {
    postgres: binaries.postgres,
    logFile,
    settings,
  });
  await makeDatabase(server, password);
  const sql = postgres(databaseAddress(server, password), { max: 1, onnotice: () => {} });
  await sql.unsafe(await readKeptDump(present(release)));
  await sql`create table public.someone_elses as select 1 as n`;
  const [version] = await sql`show server_version`;
  expect(version?.["server_version"]).toMatch(/^17\./);
  await sql.end();
}

const majorOf = async (path: string) => (await readFile(join(path, "PG_VERSION"), "utf8")).trim();

const isCopied = "a data folder of PostgreSQL 17 is copied to 18 by the first start, and kept";
const name = unobtainable === null ? isCopied : `${isCopied} (left out: ${unobtainable})`;
test.skipIf(unobtainable !== null)(name, async () => {
  await makeOlderCluster();
  const packages = join(dataDir, `postgresql-${older}`);
  await rename(packages, `${packages}.away`);
  const asServer = { dataDir, settings, copyDatabase };
  // A distribution's own 17 would be taken.
  if (!(await findOlderBinaries({ major: older, dataDir }))) {
    const failure: unknown = await startEmbeddedPostgres(asServer).catch((error: unknown) => error);
    expect(String(failure)).toContain("was made by PostgreSQL 17, and this is 18");
    expect(String(failure)).toContain(`bun add @embedded-postgres/`);
    expect(String(failure)).toContain("apt-get install postgresql-17");
  }
  await rename(`${packages}.away`, packages);
  await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow(
    "start the server once",
  );
  expect(await majorOf(folder)).toBe(older);

  const steps: string[] = [];
  {
    const onProgress = (step: string) => steps.push(step);
    await using server = await startEmbeddedPostgres({ ...asServer, onProgress });
    const all = steps.join("\n");
    expect(all).toMatch(/copying the database from PostgreSQL 17 to 18\./);
    expect(all).toContain("loading public.messages");
    expect(all).toContain("tables of other programs (public.someone_elses)");
    expect(all).toContain(`the old one is kept in ${folder}-17`);
    await using app = await startTestApp({ databaseUrl: server.url });
    const ann = await signedInBrowser(app.origin, "ann@example.org");
    const { threads } = await ann.api.threads.list.query({});
    expect(threads.map(({ title }) => title)).toContain("Kept through upgrades");
  }
  expect([await majorOf(folder), await majorOf(`${folder}-17`)]).toEqual(["18", older]);
  const left = (await readdir(dataDir)).filter((name) => /^postgres\.(new|upgrade)/.test(name));
  expect(left).toEqual([]);

  // A start of the same major version, whatever its minor one, has nothing to do.
  steps.length = 0;
  await rename(folder, `${folder}.upgraded`);
  await using _ = await startEmbeddedPostgres({
    ...asServer,
    onProgress: (step) => steps.push(step),
  });
  // The upgrade had been broken off before its last step.
  expect(await exists(`${folder}.upgraded`)).toBe(false);
  expect(steps).toEqual([expect.stringMatching(/^starting PostgreSQL 18\./)]);
});

test("a data folder of a newer PostgreSQL is refused, and nothing is made in its place", async () => {
  const newer = join(dataDir, "newer");
  await mkdir(join(newer, "postgres"), { recursive: true });
  await Bun.write(join(newer, "postgres/PG_VERSION"), "99\n");
  await expect(startEmbeddedPostgres({ dataDir: newer, copyDatabase })).rejects.toThrow(
    "start the newer release of ChatKit",
  );
  expect(await majorOf(join(newer, "postgres"))).toBe("99");
});
