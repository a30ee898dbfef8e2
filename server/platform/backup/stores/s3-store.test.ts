import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type S3Server, startS3Server } from "../../../../testing/s3/s3-server.ts";
import { s3Access } from "../../../../testing/s3/s3-settings.ts";
import { untilTrue } from "../../../../testing/until.ts";
import { megabyte } from "../../../../shared/limits.ts";
import { newBackupName } from "./backup-name.ts";
import type { BackupStore, IncomingBackup } from "./backup-store.ts";
import { openStore } from "./open-store.ts";
import { partSizeFor } from "./s3-store.ts";

const name = newBackupName(new Date("2026-11-30T03:00:00Z"), "0a1b2c3d");

let server: S3Server;
let store: BackupStore;

beforeEach(() => {
  server = startS3Server();
  store = openStore("s3://kept/Größe é/a b", s3Access(server));
});

afterEach(() => server[Symbol.asyncDispose]());

/** This many megabytes, each of another byte; then the error, if there is one. */
function stream(megabytes: number, error?: Error, pulled = { count: 0 }) {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pulled.count < megabytes)
          return controller.enqueue(new Uint8Array(megabyte).fill(pulled.count++));
        return error ? controller.error(error) : controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

const incoming = (given: Partial<IncomingBackup> = {}): IncomingBackup => ({
  name,
  bytes: stream(1),
  mostBytes: 40 * megabyte,
  check: async () => {},
  ...given,
});

const bytesOf = async (from: ReadableStream<Uint8Array>) => new Response(from).bytes();
const keys = () => [...server.objects.keys()];

describe("a backup in storage", () => {
  test("of several parts is read back and listed, below a prefix with any letters", async () => {
    let checked = 0;
    const written = await store.write(
      incoming({
        bytes: stream(20),
        check: async (stored) => void (checked = (await bytesOf(stored)).length),
      }),
    );
    expect([written.bytes, checked]).toEqual([20 * megabyte, 20 * megabyte]);
    expect(keys()).toEqual([`Größe é/a b/${name}`]);
    const parts = server.requests.filter(({ query }) => query.has("partNumber"));
    expect(parts).toHaveLength(3);
    const back = await bytesOf(store.read(name));
    expect(Bun.SHA256.hash(back, "hex")).toBe(Bun.SHA256.hash(await bytesOf(stream(20)), "hex"));
    expect(await store.list()).toMatchObject([{ name, bytes: 20 * megabyte, origin: "0a1b2c3d" }]);
    await store.remove(name);
    await store.remove(name);
    expect(keys()).toEqual([]);
  });

  test("is read only as fast as its parts are taken", async () => {
    const gate = Promise.withResolvers<undefined>();
    server.onRequest = ({ query }) => (query.has("partNumber") ? gate.promise : undefined);
    const pulled = { count: 0 };
    const writing = store.write(incoming({ bytes: stream(200, undefined, pulled) }));
    const waits = () => server.requests.filter(({ query }) => query.has("partNumber")).length === 2;
    await untilTrue("two parts", waits);
    // Many turns in which it could read on.
    for (let turn = 0; turn < 200; turn++) await setImmediate();
    // Two parts on their way, and one that is being filled.
    expect(pulled.count).toBeLessThanOrEqual(25);
    gate.resolve(undefined);
    expect((await writing).bytes).toBe(200 * megabyte);
  });

  test.each([0, 1, 20])("leaves nothing when its source breaks off after %i MB", async (size) => {
    const broken = new Error("the database is gone");
    const writing = store.write(incoming({ bytes: stream(size, broken) }));
    await expect(writing).rejects.toThrow("the database is gone");
    await untilTrue("the end of the upload", () => server.uploads.size === 0);
    expect(keys()).toEqual([]);
  });

  test("leaves its mark alone when a part is refused again and again", async () => {
    const slow = "<Error><Code>SlowDown</Code><Message>later</Message></Error>";
    server.onRequest = ({ query }) =>
      query.get("partNumber") === "2" ? new Response(slow, { status: 503 }) : undefined;
    const writing = store.write(incoming({ bytes: stream(40) }));
    await expect(writing).rejects.toMatchObject({ name: "StoreError", kind: "other" });
    await untilTrue("the end of the upload", () => server.uploads.size === 0);
    expect(keys()).toEqual([`Größe é/a b/${name}.unchecked`]);
  });

  test("survives a server that fails now and then", async () => {
    let requests = 0;
    server.onRequest = ({ query }) =>
      query.has("partNumber") && requests++ % 2 === 0
        ? new Response("", { status: 500 })
        : undefined;
    expect((await store.write(incoming({ bytes: stream(20) }))).bytes).toBe(20 * megabyte);
  });

  test("that fails its check is removed", async () => {
    const check = () => Promise.reject(new Error("a row is missing"));
    await expect(store.write(incoming({ check }))).rejects.toThrow("a row is missing");
    expect(keys()).toEqual([]);
  });
});

describe("storage that has no such object", () => {
  beforeEach(() => {
    server.onRequest = ({ method, key }) =>
      method === "DELETE" && !server.objects.has(key)
        ? new Response("<Error><Code>NoSuchKey</Code></Error>", { status: 404 })
        : undefined;
  });

  test("and says so to a removal has it removed", async () => {
    await store.remove(name);
    server.onRequest = ({ method }) =>
      method === "DELETE" ? new Response(null, { status: 404 }) : undefined;
    await store.remove(name);
  });

  test("is no trouble to what interrupted uploads have left", async () => {
    // The first look at it finds the mark alone; storage may list what is gone already.
    server.objects.set(`Größe é/a b/${name}.unchecked`, {
      bytes: new Uint8Array(0),
      modified: new Date(),
    });
    expect(await store.removeDrafts("0a1b2c3d", () => false)).toEqual([]);
    expect(keys()).toEqual([]);
  });
});

describe("a name that storage has already", () => {
  const first = new Uint8Array([1, 2, 3]);

  beforeEach(() => {
    server.objects.set(`Größe é/a b/${name}`, { bytes: first, modified: new Date() });
  });

  test.each([
    ["that would pass its check", async () => {}],
    ["that would not", () => Promise.reject(new Error("a row is missing"))],
    ["that is not to be checked", null],
  ])("is refused to a backup %s, and the earlier one stays", async (_, check) => {
    await expect(store.write(incoming({ check }))).rejects.toMatchObject({
      name: "StoreError",
      kind: "taken",
      message: expect.stringContaining("choose another name, or delete that one"),
    });
    expect(keys()).toEqual([`Größe é/a b/${name}`]);
    expect(await bytesOf(store.read(name))).toEqual(first);
  });

  test("is free when another one only begins like it", async () => {
    server.objects.clear();
    server.objects.set(`Größe é/a b/${name}.old`, { bytes: first, modified: new Date() });
    expect((await store.write(incoming())).bytes).toBe(megabyte);
  });
});

describe("a listing", () => {
  test("has pages, and only names that this program gives, newest first", async () => {
    const names = Array.from({ length: 12 }, (_, day) =>
      newBackupName(new Date(Date.UTC(2026, 10, day + 1)), null),
    );
    const odd = ["chatkit-x.backup", "chatkit-2026-11-30T03-00-00Z.backup.part", "other"];
    const paths = ["../", "sub/", "/"].map((path) => `${path}${name}`);
    for (const key of [...names, ...odd, ...paths])
      server.objects.set(`Größe é/a b/${key}`, { bytes: new Uint8Array(3), modified: new Date() });
    server.objects.set(`Größe é/a b${name}`, { bytes: new Uint8Array(3), modified: new Date() });
    expect((await store.list()).map((each) => each.name)).toEqual(names.toReversed());
  });
});

describe("what is wrong is said in plain words", () => {
  const cases = [
    ["key", { secretAccessKey: "wrong" }, "secret is wrong: check S3_SECRET_ACCESS_KEY"],
    ["key", { accessKeyId: "OTHER" }, "does not know the access key: check S3_ACCESS_KEY_ID"],
    ["away", { endpoint: "http://127.0.0.1:1" }, "http://127.0.0.1:1 cannot be reached"],
  ] as const;
  test.each(cases)("%s %p", async (kind, wrong, says) => {
    const other = openStore("s3://kept/x", { ...s3Access(server), ...wrong });
    const tries = [
      () => other.tryOut(),
      () => other.list(),
      () => other.write(incoming({ bytes: stream(20) })),
      () => bytesOf(other.read(name)),
      () => other.remove(name),
    ];
    for (const each of tries) {
      const error = await each().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({
        name: "StoreError",
        kind,
        message: expect.stringContaining(says),
      });
      expect(String(error)).not.toContain(server.secretAccessKey);
    }
  });

  test("a bucket that is missing, and a backup", async () => {
    const other = openStore("s3://nowhere/x", s3Access(server));
    const writing = other.write(incoming({ bytes: stream(20) }));
    await expect(writing).rejects.toMatchObject({ kind: "bucket" });
    await expect(other.tryOut()).rejects.toThrow("there is no bucket nowhere");
    await expect(bytesOf(store.read(name))).rejects.toMatchObject({ kind: "missing" });
  });

  test("a key that may not write", async () => {
    const denied = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";
    server.onRequest = ({ method }) =>
      method === "GET" ? undefined : new Response(denied, { status: 403 });
    await expect(store.tryOut()).rejects.toMatchObject({ kind: "permission" });
    await expect(store.write(incoming())).rejects.toMatchObject({ kind: "permission" });
  });

  test("keys that are not set, and addresses that are none", () => {
    const none = { ...s3Access(server), secretAccessKey: null };
    expect(() => openStore("s3://kept/x", none)).toThrow("set S3_ACCESS_KEY_ID and");
    for (const odd of ["s3://", "s3:/kept", "s3://kept/../x", "s3://kept//x", "s3://KEPT/x"])
      expect(() => openStore(odd, s3Access(server)), odd).toThrow("is no address in storage");
  });
});

test("trying it out writes an object and removes it", async () => {
  await store.tryOut();
  expect(server.requests.map(({ method }) => method)).toEqual(["GET", "PUT", "DELETE"]);
  expect(keys()).toEqual([]);
});

test("parts are large enough for ten thousand to hold the largest database", () => {
  const terabyte = 1024 ** 4;
  expect(partSizeFor(megabyte)).toBe(8 * megabyte);
  for (const bytes of [100 * 1024 ** 3, terabyte, 5 * terabyte])
    expect(Math.ceil(bytes / partSizeFor(bytes))).toBeLessThan(10_000);
});
