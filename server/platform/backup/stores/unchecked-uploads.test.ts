import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type S3Server, startS3Server } from "../../../../testing/s3/s3-server.ts";
import { s3Access } from "../../../../testing/s3/s3-settings.ts";
import { BackupError } from "../backup-format.ts";
import { newBackupName } from "./backup-name.ts";
import { type BackupStore, type IncomingBackup, StoreError } from "./backup-store.ts";
import { openS3Store } from "./s3-store.ts";

const name = newBackupName(new Date("2026-11-30T03:00:00Z"), "0a1b2c3d");
const key = `Größe é/a b/${name}`;

let server: S3Server;
let store: BackupStore;

beforeEach(() => {
  server = startS3Server();
  // Without long pauses between the tries to remove a mark.
  store = openS3Store({ bucket: "kept", prefix: "Größe é/a b/" }, s3Access(server), [1, 1]);
});

afterEach(() => server[Symbol.asyncDispose]());

const incoming = (given: Partial<IncomingBackup> = {}): IncomingBackup => ({
  name,
  bytes: new Blob(["abc"]).stream(),
  mostBytes: 3,
  check: async () => {},
  ...given,
});

const keys = () => [...server.objects.keys()];

describe("a backup that fails its check and cannot be removed", () => {
  beforeEach(() => {
    server.onRequest = ({ method }) =>
      method === "DELETE"
        ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
        : undefined;
  });

  test("tells what was wrong with it, and that it is still there", async () => {
    const wrong = new BackupError("a row is missing");
    const writing = store.write(incoming({ check: () => Promise.reject(wrong) }));
    expect(await writing.catch((error: unknown) => error)).toBe(wrong);
    expect(wrong.message).toMatch(
      /^a row is missing; s3:.*\.backup is still there, and could not be removed: .*AccessDenied/,
    );
    expect(keys()).toEqual([`Größe é/a b/${name}.unchecked`, `Größe é/a b/${name}`]);
  });

  test("tells an error of the program as it is", async () => {
    const wrong = new TypeError("not a function");
    const writing = store.write(incoming({ check: () => Promise.reject(wrong) }));
    expect(await writing.catch((error: unknown) => error)).toBe(wrong);
    expect(wrong.message).toBe("not a function");
  });
});

describe("a backup whose check has not come to its end", () => {
  test("is marked until it is checked, and not marked when it is not to be", async () => {
    let during: string[] = [];
    let listed: unknown[] = [];
    const check = async () => {
      during = keys();
      listed = await store.list();
    };
    await store.write(incoming({ check }));
    expect(during.toSorted()).toEqual([key, `${key}.unchecked`]);
    expect(listed).toMatchObject([{ name, isMarked: true }]);
    expect(keys()).toEqual([key]);
    expect(await store.list()).toMatchObject([{ name, isMarked: false }]);
    server.objects.clear();
    const before = server.requests.length;
    await store.write(incoming({ check: null }));
    expect(server.requests.slice(before).some((each) => each.key.endsWith(".unchecked"))).toBe(
      false,
    );
    expect(await store.list()).toHaveLength(1);
  });

  test("is removed as a draft, and no other", async () => {
    const at = (day: number, origin: string | null) =>
      newBackupName(new Date(Date.UTC(2026, 10, day)), origin);
    const good = [at(1, "0a1b2c3d"), at(2, null), at(3, "ffffffff"), "notes.unchecked"];
    const marked = [at(4, "0a1b2c3d"), at(5, "0a1b2c3d")];
    const foreign = [at(6, "ffffffff"), at(7, null)];
    const put = (each: string) =>
      server.objects.set(`Größe é/a b/${each}`, { bytes: new Uint8Array(3), modified: new Date() });
    for (const each of [...good, ...marked, ...foreign]) put(each);
    for (const each of [...marked, ...foreign, at(8, "0a1b2c3d")]) put(`${each}.unchecked`);
    put(`sub/${at(9, "0a1b2c3d")}.unchecked`);
    await store.removeDrafts("0a1b2c3d", () => false);
    const left = keys().map((each) => each.slice("Größe é/a b/".length));
    expect(left.toSorted()).toEqual(
      [
        ...good,
        ...foreign,
        ...foreign.map((each) => `${each}.unchecked`),
        `sub/${at(9, "0a1b2c3d")}.unchecked`,
      ].toSorted(),
    );
  });

  test("may be there although storage has not said so: the next one removes it", async () => {
    server.onRequest = ({ method, key: asked }) => {
      if (method !== "PUT" || asked !== key) return undefined;
      server.objects.set(asked, { bytes: new Uint8Array(1), modified: new Date() });
      return new Response("", { status: 500 });
    };
    await expect(store.write(incoming())).rejects.toThrow(StoreError);
    expect(keys().toSorted()).toEqual([key, `${key}.unchecked`]);
    server.onRequest = () => undefined;
    await store.removeDrafts("0a1b2c3d", () => false);
    expect(keys()).toEqual([]);
  });
});

describe("the mark of a backup that has passed its check", () => {
  const isGood = (each: string) => each === name;

  /** The next requests to remove the mark are refused, this many of them. */
  function refuseToUnmark(times: number) {
    let left = times;
    server.onRequest = ({ method, key: asked }) =>
      method === "DELETE" && asked.endsWith(".unchecked") && left-- > 0
        ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
        : undefined;
  }

  test("is removed, although storage refuses that at first", async () => {
    refuseToUnmark(2);
    expect(await store.write(incoming())).toEqual({ bytes: 3, leftMark: null });
    expect(keys()).toEqual([key]);
  });

  test("goes later when it has to, without the backup", async () => {
    refuseToUnmark(6);
    const leftMark = `s3://kept/${key}.unchecked`;
    expect(await store.write(incoming())).toEqual({ bytes: 3, leftMark });
    expect(await store.removeDrafts("0a1b2c3d", isGood)).toEqual([name]);
    expect(keys().toSorted()).toEqual([key, `${key}.unchecked`]);
    expect(await store.removeDrafts("0a1b2c3d", isGood)).toEqual([]);
    expect(keys()).toEqual([key]);
  });
});
