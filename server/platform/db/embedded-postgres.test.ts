import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { untilTrue } from "../../../testing/until.ts";

setDefaultTimeout(60_000);

const settings = { fsync: "off" };
const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-postgres-"));
  folders.push(folder);
  // The database's user, when this one is root, may pass through.
  await chmod(folder, 0o711);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function ask(database: EmbeddedPostgres, query: string): Promise<unknown> {
  const sql = postgres(database.url, { max: 1 });
  try {
    const [row] = await sql.unsafe(query);
    return row?.["answer"];
  } finally {
    await sql.end();
  }
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
}

/** A process that starts a database on the folder and then waits to be killed. */
async function startElsewhere(dataDir: string): Promise<{ process: Bun.Subprocess; port: string }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dir, "embedded-postgres.ts"))};
    const database = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: "off" } });
    console.log(database.url);
    await new Promise(() => setInterval(() => {}, 1000));`;
  // Bun's own care for orphans, which the test command asks for, would end the server first.
  const { BUN_FEATURE_FLAG_NO_ORPHANS: _, ...env } = process.env;
  const command = [process.execPath, "-e", script];
  const child = Bun.spawn(command, { env, stdout: "pipe", stderr: "inherit" });
  const { value } = await child.stdout.getReader().read();
  return { process: child, port: new URL(new TextDecoder().decode(value)).port };
}

/** Resolves when the port refuses connections. */
async function untilRefused(port: string): Promise<void> {
  await untilTrue("a port that refuses", async () => {
    const socket = await Bun.connect({
      hostname: "127.0.0.1",
      port: Number(port),
      socket: { data() {} },
    }).catch(() => null);
    socket?.end();
    return socket === null;
  });
}

test("keeps data between starts, compares text the same everywhere, and leaves no process", async () => {
  const dataDir = join(await newFolder(), "made", "when missing");
  {
    await using database = await startEmbeddedPostgres({ dataDir, settings });
    expect(await ask(database, "select current_setting('server_version') as answer")).toStartWith(
      database.version,
    );
    expect(await ask(database, "select lower('ÉÑ') as answer")).toBe("éñ");
    await ask(database, "create table kept as select 7 as answer");
  }
  const steps: string[] = [];
  const database = await startEmbeddedPostgres({
    dataDir,
    settings,
    onProgress: (text) => steps.push(text),
  });
  expect(await ask(database, "select answer from kept")).toBe(7);
  expect(await ask(database, "select current_setting('fsync') as answer")).toBe("off");
  expect(steps).toEqual([`starting PostgreSQL ${database.version}`]);
  const pid = await postmasterPid(dataDir);
  await database[Symbol.asyncDispose]();
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("asks for its password", async () => {
  await using database = await startEmbeddedPostgres({ dataDir: await newFolder(), settings });
  const url = new URL(database.url);
  url.password = "wrong";
  const sql = postgres(url.href, { max: 1 });
  await expect(sql`select 1`.execute()).rejects.toThrow("password authentication failed");
  await sql.end();
});

test("ends by itself when its process is killed, and can be started again", async () => {
  const dataDir = await newFolder();
  const other = await startElsewhere(dataDir);
  other.process.kill("SIGKILL");
  await other.process.exited;
  await untilRefused(other.port);
  await using database = await startEmbeddedPostgres({ dataDir, settings });
  expect(await ask(database, "select 1 as answer")).toBe(1);
});

test("ends a server that a killed process left running before it starts its own", async () => {
  const dataDir = await newFolder();
  const other = await startElsewhere(dataDir);
  const leftover = await postmasterPid(dataDir);
  process.kill(leftover, "SIGSTOP");
  other.process.kill("SIGKILL");
  await other.process.exited;
  const steps: string[] = [];
  const onProgress = (text: string) => {
    steps.push(text);
    if (text.startsWith("stopping")) process.kill(leftover, "SIGCONT");
  };
  await using database = await startEmbeddedPostgres({ dataDir, settings, onProgress });
  expect(steps[0]).toBe("stopping a PostgreSQL that an earlier run left behind");
  await untilRefused(other.port);
  expect(await ask(database, "select 1 as answer")).toBe(1);
});

test("starts over a postmaster.pid whose number now belongs to another program", async () => {
  const dataDir = await newFolder();
  await (await startEmbeddedPostgres({ dataDir, settings }))[Symbol.asyncDispose]();
  const stale = [
    process.pid,
    join(dataDir, "postgres"),
    "1700000000",
    "5432",
    "",
    "127.0.0.1",
    "1 1",
    "ready",
  ];
  await writeFile(join(dataDir, "postgres", "postmaster.pid"), `${stale.join("\n")}\n`);
  await using database = await startEmbeddedPostgres({ dataDir, settings });
  expect(await ask(database, "select 1 as answer")).toBe(1);
});

test("refuses a data folder that another process uses, and leaves that one alone", async () => {
  const dataDir = await newFolder();
  await using first = await startEmbeddedPostgres({ dataDir, settings });
  await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow(
    "another ChatKit already uses",
  );
  expect(await ask(first, "select 1 as answer")).toBe(1);
});

test("refuses the data of another major version", async () => {
  const dataDir = await newFolder();
  await mkdir(join(dataDir, "postgres"));
  await writeFile(join(dataDir, "postgres", "PG_VERSION"), "12\n");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow("was made by PostgreSQL 12");
});

test("refuses a data folder that cannot be written, in one sentence", async () => {
  const file = join(await newFolder(), "file");
  await writeFile(file, "");
  await expect(startEmbeddedPostgres({ dataDir: join(file, "data") })).rejects.toThrow(
    /cannot be written \(\w+\)/,
  );
});

test.skipIf(process.getuid?.() === 0)("refuses a read-only data folder", async () => {
  const dataDir = await newFolder();
  await chmod(dataDir, 0o500);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow("cannot be written (EACCES)");
});

test.skipIf(process.getuid?.() !== 0 || !Bun.which("setpriv"))(
  "root can keep the data in a folder that is closed to others",
  async () => {
    const dataDir = await newFolder();
    await chmod(dataDir, 0o700);
    await using database = await startEmbeddedPostgres({ dataDir, settings });
    expect(await ask(database, "select 1 as answer")).toBe(1);
  },
);

test("takes up what a killed first start left half done", async () => {
  const dataDir = await newFolder();
  await mkdir(join(dataDir, "postgres.new", "base"), { recursive: true });
  await using database = await startEmbeddedPostgres({ dataDir, settings });
  expect(await ask(database, "select 1 as answer")).toBe(1);
});
