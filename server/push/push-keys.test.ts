import { afterAll, beforeAll, expect, test } from "bun:test";
import { newReceiver } from "../../testing/server/push-receiver.ts";
import { createStartedDatabase } from "../../testing/server/test-database.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf } from "../../testing/server/visitor.ts";
import { type DatabaseClient, openDatabase } from "../platform/db/client.ts";
import { createLog } from "../platform/log.ts";
import { createSealedSecrets } from "../platform/sealed-secrets.ts";
import { ensurePushKeys, readPushKeys, readServerKey } from "./push-keys.ts";

const resources = new AsyncDisposableStack();
const log = createLog("silent");
let database: DatabaseClient;
let url: string;
beforeAll(async () => {
  ({ url } = resources.use(await createStartedDatabase()));
  database = resources.use(openDatabase(url, 4));
}, 60_000);
afterAll(() => resources.disposeAsync());

const nodeWith = (...secrets: [string, ...string[]]) => ({
  sql: database.sql,
  sealed: createSealedSecrets(secrets),
  log,
});
const [old, young, lost] = ["o".repeat(32), "y".repeat(32), "l".repeat(32)];

test("nodes that start together have one pair, which later starts keep", async () => {
  const nodes = [1, 2, 3].map(() => nodeWith(old));
  await Promise.all(nodes.map(ensurePushKeys));
  const pairs = await Promise.all(nodes.map(readPushKeys));
  expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(1);
  expect(Buffer.from(pairs[0]?.publicKey ?? "", "base64url")).toHaveLength(65);
  expect(Buffer.from(pairs[0]?.privateKey ?? "", "base64url")).toHaveLength(32);
  await ensurePushKeys(nodeWith(old));
  expect(await readPushKeys(nodeWith(old))).toEqual(pairs[0] ?? { publicKey: "", privateKey: "" });
  const rows = await database.sql`select * from push_keys`;
  expect(JSON.stringify(rows)).not.toContain(pairs[0]?.privateKey ?? "missing");
});

test("a new secret of the server seals it anew, so that the older one can be dropped", async () => {
  const before = await readPushKeys(nodeWith(old));
  expect(await readPushKeys(nodeWith(young)).catch(String)).toContain("cannot open");
  await ensurePushKeys(nodeWith(young, old));
  expect(await readPushKeys(nodeWith(young))).toEqual(before);
});

test("a node with another secret leaves the pair and the subscriptions alone, and push is off there", async () => {
  const config = { role: "web", logLevel: "silent" } as const;
  const jwtSecretKey = young;
  await using app = await startTestApp({ databaseUrl: url, config: { ...config, jwtSecretKey } });
  const before = await readServerKey(database.sql);
  const ann = await newVisitor(app.origin);
  const { keys } = await newReceiver();
  const subscription = { endpoint: "https://push.example.org/x", keys, serverKey: before };
  await ann.api.push.subscribe.mutate(subscription);
  expect(await ensurePushKeys(nodeWith(lost))).toBe(false);
  await using mistyped = await startTestApp({
    databaseUrl: url,
    config: { ...config, jwtSecretKey: lost },
  });
  const bob = await newVisitor(mistyped.origin);
  expect((await bob.api.push.get.query()).serverKey).toBeNull();
  expect((await refusalOf(bob.api.push.subscribe.mutate(subscription))).code).toBe("forbidden");
  expect((await readPushKeys(nodeWith(young))).publicKey).toBe(before);
  expect((await ann.api.push.get.query()).devices).toHaveLength(1);
  // How an operator replaces a pair whose secret is lost (docs/notifications.md).
  await database.sql`delete from push_subscriptions`;
  await database.sql`delete from push_keys`;
  expect(await ensurePushKeys(nodeWith(lost))).toBe(true);
  expect((await readPushKeys(nodeWith(lost))).publicKey).not.toBe(before);
}, 60_000);
