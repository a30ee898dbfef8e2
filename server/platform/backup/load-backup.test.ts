import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres from "postgres";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { BackupError } from "./backup-format.ts";
import { checkSums, loadBackup } from "./load-backup.ts";
import { NoKeyError, packBackup, unpackBackup } from "./pack-backup.ts";
import { writeBackup } from "./write-backup.ts";

const oddText = 'tab\tbackslash \\n \\N "quotes" \u2028 עברית 🙂 {"end":true}\n\\.\n0\n';
const nobody = { recipients: [], identities: [], passphrase: null };

let source: TestDatabase;
let target: TestDatabase;
/** Not packed. */
let whole: Buffer;

beforeAll(async () => {
  source = await createTestDatabase();
  target = await createTestDatabase();
  const sql = postgres(source.url, { max: 1 });
  await sql.unsafe(
    `alter database ${new URL(source.url).pathname.slice(1)} set datestyle to 'SQL, DMY'`,
  );
  await sql`create table someone_elses as select 1 as n`;
  for (let n = 0; n < 40; n++)
    await sql`insert into users (id, email) values (${`user_${n}`}, ${`${n}${oddText}`})`;
  await sql.end();
  whole = await collect(writeBackup(source.url, { chatkit: "1.2.3", secret: null }));
});

afterAll(async () => {
  await source?.[Symbol.asyncDispose]();
  await target?.[Symbol.asyncDispose]();
});

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

/** The bytes in pieces of one size, since a file ends a piece anywhere. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function load(bytes: AsyncIterable<Uint8Array>, replace = false) {
  const options = { replace, report: () => {}, prepareJobs: async () => {} };
  return loadBackup(target.url, bytes, options);
}

async function emails(): Promise<string[]> {
  const sql = postgres(target.url, { max: 1 });
  try {
    return (await sql<{ email: string }[]>`select email from users`).map(({ email }) => email);
  } finally {
    await sql.end();
  }
}

test.each([1, 7, 1_000, 10_000_000])("a backup in pieces of %i bytes is loaded", async (size) => {
  const { header, end } = await load(inPieces(whole, size), true);
  expect(header.chatkit).toBe("1.2.3");
  expect(end.tables["public.users"]?.rows).toBe(40);
  expect(end.tables).not.toHaveProperty("public.someone_elses");
  expect(new Set(await emails())).toEqual(
    new Set(Array.from({ length: 40 }, (_, n) => `${n}${oddText}`)),
  );
});

test("times are the same, whatever form the source's database gives them", async () => {
  const times = async ({ url }: TestDatabase) => {
    const sql = postgres(url, { max: 1 });
    const rows =
      await sql`select id, extract(epoch from created_at)::text as at from users order by id`;
    await sql.end();
    return rows.map(({ id, at }) => [id, at]);
  };
  await load(inPieces(whole, 65_536), true);
  expect(await times(target)).toEqual(await times(source));
});

test("a database that a later release has migrated is not written, since tables would be missing", async () => {
  await using later = await createTestDatabase();
  const sql = postgres(later.url, { max: 1 });
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${Date.now() * 2})`;
  await sql.end();
  const writing = collect(writeBackup(later.url, { chatkit: "1.2.3", secret: null }));
  expect(await writing.catch((error: unknown) => error)).toMatchObject({
    name: "BackupError",
    message: expect.stringContaining(
      "a later release has migrated the database, and ChatKit 1.2.3",
    ),
  });
});

test("of a backup that is cut off or changed anywhere, nothing is loaded", async () => {
  await load(inPieces(whole, 65_536), true);
  const sql = postgres(target.url, { max: 1 });
  await sql`delete from users`;
  await sql.end();
  const rows = whole.indexOf("user_20");
  const bad: Record<string, Buffer> = {
    "without its last byte": whole.subarray(0, -1),
    "without its second half": whole.subarray(0, whole.length >> 1),
    "cut within a table": whole.subarray(0, rows),
    "with another row": Buffer.from(whole.map((byte, at) => (at === rows + 6 ? 57 : byte))),
    "with a row that is none": Buffer.from(whole.map((byte, at) => (at === rows + 7 ? 65 : byte))),
    "of nothing": Buffer.alloc(0),
    "of another program": Buffer.from('{"format":"another"}\n'),
    "of a later format": Buffer.from('{"format":"chatkit backup","version":9}\n'),
    "of a later release": Buffer.from(
      `${whole
        .toString("latin1")
        .split("\n")[0]
        ?.replace(/"migratedTo":\d+/, '"migratedTo":1')}\n`,
    ),
    "without line feeds": Buffer.alloc(3_000_000, 97),
  };
  for (const [name, bytes] of Object.entries(bad)) {
    await expect(checkSums(inPieces(bytes, 65_536))).rejects.toThrow(BackupError);
    const refused = await load(inPieces(bytes, 65_536)).then(
      () => "nothing",
      (error: Error) => error.message,
    );
    expect([name, refused]).toEqual([name, expect.not.stringContaining("nothing")]);
    expect([name, await emails()]).toEqual([name, []]);
  }
});

test("a packed backup is unpacked by each key that it was packed for, and by no other", async () => {
  const identity = await generateX25519Identity();
  const recipients = [await identityToRecipient(identity)];
  const passphrase = "a passphrase that only tests know";
  const pack = (keys: object) => packBackup(inPieces(whole, 9_999), { ...nobody, ...keys });
  const unpack = async (packed: ReadableStream<Uint8Array>, keys: object) =>
    collect(await unpackBackup(packed, { ...nobody, ...keys }));
  expect(await unpack(await pack({}), {})).toEqual(whole);
  expect(await unpack(await pack({ recipients }), { identities: [identity] })).toEqual(whole);
  expect(await unpack(await pack({ passphrase }), { passphrase })).toEqual(whole);
  const another = { identities: [await generateX25519Identity()] };
  const closed = unpack(await pack({ recipients }), another);
  expect(await closed.catch((error: unknown) => error)).toBeInstanceOf(NoKeyError);
  await expect(unpack(await pack({ recipients }), {})).rejects.toThrow("BACKUP_IDENTITY");
  const sealed = await collect(await pack({ recipients }));
  const headerEnd = sealed.indexOf("\n", sealed.indexOf("\n---") + 1);
  const zipped = await collect(await pack({}));
  const streamOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]).stream();
  for (const [bytes, keys] of [
    [sealed.subarray(0, -20), { identities: [identity] }],
    [sealed.subarray(0, 60), { identities: [identity] }],
    [
      sealed.map((byte, at) => (at === headerEnd - 2 ? byte ^ 1 : byte)),
      { identities: [identity] },
    ],
    [zipped.subarray(0, -20), {}],
    [zipped.map((byte, at) => (at === 500 ? byte ^ 1 : byte)), {}],
    [Buffer.from("-- PostgreSQL database dump"), {}],
    [Buffer.alloc(0), {}],
  ] as const)
    expect(await unpack(streamOf(bytes), keys).catch((error: Error) => error)).toMatchObject({
      name: "BackupError",
      message: expect.stringMatching(/damaged|no backup/),
    });
});
