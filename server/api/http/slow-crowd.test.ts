import { expect, test } from "bun:test";
import postgres from "postgres";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { openRawSocket, type RawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { untilTrue } from "../../../testing/until.ts";

const megabyte = 1024 ** 2;

/** What all sockets of this machine may keep, and how many of them read nothing. */
const bound = 2 * megabyte;
const crowd = 12;

/** Watches of each: together more than the network's buffers take. */
const watches = 40;

test("sockets of one address that read nothing are cut, the fullest first, and one beside them goes on", async () => {
  await using app = await startTestApp({ sockets: { unsentBytesPerAddress: bound } });
  await using opened = new AsyncDisposableStack();
  const sql = opened.adopt(postgres(app.databaseUrl, { max: 1 }), (pool) => pool.end());
  const proxy = opened.use(await startTcpProxy(app.origin));
  const { api, token } = await newVisitor(app.origin);
  const { thread, reply } = await api.messages.send.mutate(newSend());
  await untilIdle(api, thread.id);
  await sql`update messages set text = repeat('x', 260000) where id = ${reply.id}`;
  await sql`update generations set has_log = false where id = ${reply.generation?.id ?? ""}`;
  const metric = async (series: string) => {
    const text = await (await fetch(`${app.origin}/metrics`)).text();
    const line = text.split("\n").find((each) => each.startsWith(`${series} `));
    return Number(line?.slice(series.length + 1));
  };
  const beside = opened.use(await openRawSocket(app.origin, { token, answersPings: true }));
  const slow: RawSocket[] = [];
  for (let i = 0; i < crowd; i++) slow.push(opened.use(await openRawSocket(proxy.url, { token })));
  proxy.throttle(0);
  const input = { generationId: reply.generation?.id };
  const params = { path: "generations.watch", input };
  for (const socket of slow)
    socket.send(
      Array.from({ length: watches }, (_, id) => ({ id, method: "subscription", params })),
    );
  await untilTrue("a socket that is cut", async () => {
    expect(await metric("chatkit_socket_buffered_bytes")).toBeLessThan(bound + megabyte);
    return (await metric('chatkit_sockets_cut_total{reason="overflow"}')) > 0;
  });
  beside.send({ id: 1, method: "query", params: { path: "auth.me" } });
  expect((await beside.next(({ id }) => id === 1)).error).toBeUndefined();
}, 60_000);
