import { afterAll, beforeAll, expect, test } from "bun:test";
import { createStartedDatabase } from "../server/test-database.ts";
import { newSend, newVisitor } from "../server/visitor.ts";
import { type Cluster, startCluster } from "./start-cluster.ts";
import { untilIdle } from "../server/until-idle.ts";

const resources = new AsyncDisposableStack();
let cluster: Cluster;

/** Settings of every node; this test needs no app files. */
const { PATH = "", HOME = "" } = process.env;
const settings = {
  PATH,
  HOME,
  LOG_LEVEL: "silent",
  JWT_SECRET_KEY: "a secret that only the tests know",
  CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
};

beforeAll(async () => {
  const { url } = resources.use(await createStartedDatabase());
  const env = { ...settings, DATABASE_URL: url };
  cluster = resources.use(await startCluster({ roles: ["all", "web"], env }));
});
afterAll(() => resources.disposeAsync());

/** Opens a new connection for each request; Bun's fetch would reuse one. */
async function livesOf(origin: string, times: number): Promise<number[]> {
  const asked = Array.from({ length: times }, async () => {
    const answer = await fetch(`${origin}/livez`, { headers: { connection: "close" } });
    return answer.status;
  });
  return Promise.all(asked);
}

test("a person signs in at one node and is answered by any", async () => {
  const visitor = await newVisitor(cluster.origin);
  const { thread } = await visitor.api.messages.send.mutate(newSend({ text: "hello" }));
  await untilIdle(visitor.api, thread.id);
});

test("a dead node is passed over, comes back, and is replaced while the address answers", async () => {
  const node = cluster.node(1);
  const { pid } = node;
  expect(await node.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
  expect(await livesOf(cluster.origin, 6)).toEqual(Array(6).fill(200));
  expect(() => node.origin).toThrow("is not running");
  await node.start();
  expect(node.pid).not.toBe(pid);
  expect(await node.replace()).toMatchObject({ status: 0, signal: null });
  expect(await livesOf(cluster.origin, 6)).toEqual(Array(6).fill(200));
});

test("a cluster whose node cannot start leaves nothing running", async () => {
  const ended: string[] = [];
  const starting = startCluster({
    roles: ["all", "web"],
    env: { ...settings, DATABASE_URL: "postgres://x@127.0.0.1:1/none" },
    onEnded: (name) => ended.push(name),
  });
  await expect(starting).rejects.toThrow("cannot be used");
  expect(ended.toSorted()).toEqual(["node 1", "node 2"]);
});
