import { maxBatchSize, maxSubscriptionsPerSocket } from "../../shared/limits.ts";
import { beginRequest } from "../server/half-request.ts";
import { openRawSocket, type RawSocket } from "../server/raw-socket.ts";
import type { TcpProxy } from "../server/tcp-proxy.ts";
import { type MeasuredNode, readGauge } from "./metric-moves.ts";

/** A client that takes more than its share, and its server. */
export interface Hog {
  origin: string;
  token: string;
}

/**
 * Requests the same page in full batches, several at once. Gives the size of the answers in bytes.
 */
export async function askInBatches(
  { origin, token }: Hog,
  threadId: string,
  batches: number,
): Promise<number> {
  const paths = Array.from({ length: maxBatchSize }, () => "messages.list").join(",");
  const inputs = Object.fromEntries(
    Array.from({ length: maxBatchSize }, (_, i) => [i, { threadId }]),
  );
  const query = new URLSearchParams({ batch: "1", input: JSON.stringify(inputs) });
  const url = `${origin}/trpc/${paths}?${query.toString()}`;
  const ask = async () => {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.bytes()).length;
  };
  const sizes = await Promise.all(Array.from({ length: batches }, ask));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Begins requests with bodies of a megabyte that never end. Gives how many were refused. */
export async function beginBodies(
  origin: string,
  { count, headers = {} }: { count: number; headers?: Record<string, string> },
): Promise<{ refused: () => number } & Disposable> {
  const stack = new DisposableStack();
  let refused = 0;
  const most = 900_000;
  for (let i = 0; i < count; i++) {
    const length = { "content-type": "application/json", "content-length": "1000000" };
    const line = "POST /trpc/messages.send";
    const request = stack.use(await beginRequest(origin, line, { ...length, ...headers }));
    request.send(new Uint8Array(most).fill(0x20));
    void request.answered.then((answer) => answer !== "" && refused++);
  }
  return { refused: () => refused, [Symbol.dispose]: () => stack.dispose() };
}

/** Sends a body byte by byte, and gives the answer at the end. */
export async function dripBody(origin: string): Promise<string> {
  const headers = { "content-type": "application/json", "content-length": "60000" };
  using request = await beginRequest(origin, "POST /trpc/auth.guest", headers);
  const drip = setInterval(() => request.send(" "), 200);
  try {
    return await request.closed;
  } finally {
    clearInterval(drip);
  }
}

/** Subscriptions of each socket, a few below the limit. */
export const watchesOfSocket = maxSubscriptionsPerSocket - 4;

/**
 * Watches a reply many times on sockets that read nothing. They go through a proxy, which this
 * stops.
 */
export async function watchAndTakeNothing(
  { proxy, token }: { proxy: TcpProxy; token: string },
  { generationId, sockets }: { generationId: string; sockets: number },
): Promise<Disposable> {
  const stack = new DisposableStack();
  const opened: RawSocket[] = [];
  for (let i = 0; i < sockets; i++)
    opened.push(stack.use(await openRawSocket(proxy.url, { token })));
  proxy.throttle(0);
  const params = { path: "generations.watch", input: { generationId } };
  for (const socket of opened)
    socket.send(
      Array.from({ length: watchesOfSocket }, (_, id) => ({ id, method: "subscription", params })),
    );
  return stack;
}

/**
 * Watches a node's memory until a condition is met, and for a second more. Gives the most, in
 * bytes.
 */
export async function mostMemory(
  node: MeasuredNode,
  { isOver, looks }: { isOver: () => Promise<boolean>; looks: number },
): Promise<number> {
  let most = 0;
  let after = 0;
  for (let i = 0; after < 10; i++) {
    if (i > looks) throw new Error("it does not come to its end");
    most = Math.max(most, await readGauge(node, "process_resident_memory_bytes"));
    if (after > 0 || (await isOver())) after++;
    await Bun.sleep(100);
  }
  return most;
}
