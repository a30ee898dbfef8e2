import { expect, test } from "bun:test";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";

/** Messages sent in one turn of the server. */
const crowd = 60;

test("a reply that has started goes on while a crowd of others begins", async () => {
  await using provider = await startMockProvider();
  const config = { databasePoolSize: 4, generationsPerNode: crowd };
  await using app = await startTestApp({ providerUrl: provider.url, config });
  await using database = openDatabase(app.databaseUrl, 1);
  const { token } = await newVisitor(app.origin);
  await database.sql`select 1`;
  // One socket runs a few calls at a time.
  const sockets = Array.from({ length: crowd }, () => openChatSocket(app.origin, token));
  await Promise.all(sockets.map(({ api }) => api.auth.me.query()));
  const sends = sockets.map(({ api }) => api.messages.send.mutate(newSend({ text: "[[echo]]" })));
  await provider.waitForRequest();
  const [begun] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from generations`;
  expect(begun?.count).toBeLessThan(crowd / 2);
  await Promise.all(sends);
  for (const socket of sockets) socket[Symbol.dispose]();
}, 60_000);
