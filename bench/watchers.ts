import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { openChatSocket } from "../testing/server/chat-socket.ts";
import { newSend, newVisitor, type Visitor } from "../testing/server/visitor.ts";
import { type Child, cpuSeconds, startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";

/**
 * `bun run bench:watchers`: replies read by one socket each, and the same replies read by a hundred
 * sockets each on two nodes: the cost of one more reader, as a share of a reply's.
 */
const replies = 5;
const tokens = 1_000;
const readersOfMany = 100;

async function run() {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { url: databaseUrl } = opening.use(await startEmbeddedPostgres({ dataDir }));
  const options = { dataDir, providerUrl: provider.answer, databaseUrl };
  const nodes = [opening.use(await startNode(options)), opening.use(await startNode(options))];
  const visitor = await newVisitor(nodes[0]?.answer ?? "");
  await measure(nodes, visitor, 10);
  const one = await measure(nodes, visitor, 1);
  const many = await measure(nodes, visitor, readersOfMany);
  const perReader = (many - one) / (readersOfMany - 1);
  return { microsPerToken: one, withManyReaders: many, perReader, share: perReader / one };
}

/** Node processor time per token of one reply, in microseconds. */
async function measure(
  nodes: readonly (Child & { answer: string })[],
  visitor: Visitor,
  readers: number,
): Promise<number> {
  console.error(`· ${replies} replies, ${readers} readers each`);
  const sockets = Array.from({ length: readers }, (_, i) =>
    openChatSocket(nodes[i % nodes.length]?.answer ?? "", visitor.token),
  );
  // Opened before timing starts.
  await Promise.all(sockets.map((socket) => socket.api.auth.me.query()));
  const before = await usedSeconds(nodes);
  await Promise.all(Array.from({ length: replies }, () => readByAll(sockets, visitor)));
  const used = (await usedSeconds(nodes)) - before;
  for (const socket of sockets) socket[Symbol.dispose]();
  return (used * 1e6) / (replies * tokens);
}

async function readByAll(
  sockets: readonly ReturnType<typeof openChatSocket>[],
  visitor: Visitor,
): Promise<void> {
  const text = `[[paced tokens=${tokens} rate=50]]`;
  const { reply } = await visitor.api.messages.send.mutate(newSend({ text }));
  const seen = await Promise.all(sockets.map((socket) => socket.watch(reply.generation?.id ?? "")));
  const texts = new Set(seen.map((each) => each.text));
  if (texts.size !== 1) throw new Error("the readers saw different texts");
}

async function usedSeconds(nodes: readonly Child[]): Promise<number> {
  const used = await Promise.all(nodes.map(({ pid }) => cpuSeconds(pid)));
  return used.reduce((sum, seconds) => sum + seconds, 0);
}

const result = await run();
console.log(
  `\na token of a reply: ${result.microsPerToken.toFixed(0)} µs with one reader, ` +
    `${result.withManyReaders.toFixed(0)} µs with ${readersOfMany}: ` +
    `${result.perReader.toFixed(1)} µs a reader, ${(result.share * 100).toFixed(1)} % of a reply`,
);
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "watchers.json"), `${JSON.stringify(result, null, 2)}\n`);
process.exit(0);
