import { expect, test } from "bun:test";
import { openDatabase } from "./client.ts";

/** `AuthenticationOk` and `ReadyForQuery` of PostgreSQL's protocol. */
const welcome = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0, 90, 0, 0, 0, 5, 73]);

test("a connection that is lost while the driver asks for types fails its statement and nothing else", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  using server = Bun.listen<{ welcomed: boolean }>({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open: (socket) => void (socket.data = { welcomed: false }),
      data(socket) {
        if (socket.data.welcomed) socket.end();
        else socket.write(welcome);
        socket.data.welcomed = true;
      },
    },
  });
  await using pool = openDatabase(`postgres://someone@127.0.0.1:${server.port}/chat`, 1);
  for (let i = 0; i < 3; i++)
    await expect(pool.sql`select 1`.execute()).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});
