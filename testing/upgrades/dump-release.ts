import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { spawnServer } from "../../scripts/process/server-process.ts";
import { startMockProvider } from "../mock-provider/mock-provider.ts";
import { useRelease } from "./use-release.ts";

// Keeps this release's database for the test of upgrades: run when a release is made, with the
// address of an empty database on PostgreSQL 15 and its pg_dump, so that every later version of
// PostgreSQL reads the dump:
//   DATABASE_URL=postgres://… bun testing/upgrades/dump-release.ts

const project = join(import.meta.dirname, "../..");
const databaseUrl = process.env["DATABASE_URL"] ?? "";
if (databaseUrl === "") throw new Error("DATABASE_URL is not set");

async function readNewest(sql: Sql): Promise<string> {
  const [row] = await sql<{ last: string }[]>`
    select max(created_at) as last from drizzle.__drizzle_migrations`;
  const { entries } = await Bun.file(join(project, "drizzle/meta/_journal.json")).json();
  return entries.find(({ when }: { when: number }) => when === Number(row?.last)).tag;
}

async function output(cmd: string[]): Promise<string> {
  const child = Bun.spawn(cmd, { cwd: project, stdout: "pipe", stderr: "inherit" });
  const text = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`${cmd[0]} failed`);
  return text;
}

await using provider = await startMockProvider();
const sql = postgres(databaseUrl, { max: 2 });
const { PATH = "", HOME = "" } = process.env;
const server = spawnServer({
  env: {
    PATH,
    HOME,
    DATABASE_URL: databaseUrl,
    HOST: "127.0.0.1",
    PORT: "0",
    OPENAI_BASE_URL: provider.url,
    CHATKIT_MODEL: "mock",
    // The tests' servers have the same one.
    JWT_SECRET_KEY: "a secret that only tests know about",
    CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
    RATE_LIMITS: "off",
    LOG_LEVEL: "error",
  },
  print: (text) => process.stderr.write(text),
});
const data = await useRelease({ origin: await server.origin(), sql });
server.signal("SIGKILL");
await server.ended;
const newest = await readNewest(sql);
await sql.end();
const dump = await output(["pg_dump", "--inserts", "--no-owner", "--no-privileges", databaseUrl]);
// psql's own commands, which other clients do not know.
const statements = dump.replaceAll(/^\\(?:un)?restrict .*$/gm, "");
const kept = join(import.meta.dirname, "kept");
const packed = Bun.gzipSync(new TextEncoder().encode(statements), { level: 9 });
await Bun.write(join(kept, `${newest}.sql.gz`), packed);
const release = {
  release: (await Bun.file(join(project, "package.json")).json()).version,
  commit: (await output(["git", "rev-parse", "--short=8", "HEAD"])).trim(),
  newest,
  dumpedAt: new Date().toISOString(),
  data,
};
await Bun.write(join(kept, `${newest}.json`), `${JSON.stringify(release, null, 2)}\n`);
console.log(`kept ${newest}: ${packed.length} bytes`);
