import { expect, test } from "bun:test";
import { createValue } from "../observable.ts";
import { toRequestError } from "../request-error.ts";
import type { ConnectionState } from "../types.ts";
import { describeOutage } from "./describe-outage.ts";
import { type OutageTimes, throughOutages } from "./outage.ts";

/** A connection that a test plays, and what was said about it. */
function stage(state: ConnectionState, times: Partial<OutageTimes>) {
  const connection = createValue<ConnectionState>(state);
  const notes: string[] = [];
  const noted = new EventTarget();
  return {
    connection,
    notes,
    options: {
      connection,
      note(sentence: string) {
        notes.push(sentence);
        noted.dispatchEvent(new Event("note"));
      },
      describe: async () => "It is away.",
      times: { noteMs: 60_000, repeatMs: 60_000, giveUpMs: 60_000, ...times },
    },
    async until(count: number) {
      while (notes.length < count)
        await new Promise((resolve) => noted.addEventListener("note", resolve, { once: true }));
    },
  };
}

test("an outage is told, told again, and its end too; a task goes on through it", async () => {
  const { connection, notes, options, until } = stage("open", { noteMs: 1, repeatMs: 5 });
  const work = Promise.withResolvers<string>();
  const task = throughOutages(options, () => work.promise);
  expect(notes).toEqual([]);
  connection.set("reconnecting");
  await until(3);
  connection.set("open");
  expect(notes.slice(0, 2)).toEqual(["It is away. Trying again…", "Still trying…"]);
  expect(notes.at(-1)).toBe("Connected again.");
  work.resolve("done");
  expect(await task).toBe("done");
});

test("a task that begins without a connection is told of it, and given up in the end", async () => {
  const { notes, options } = stage("reconnecting", { noteMs: 0, giveUpMs: 50 });
  let isLost = false;
  const task = throughOutages(options, (lost) => {
    lost.addEventListener("abort", () => (isLost = true));
    return new Promise(() => {});
  });
  const error = await task.then(() => null, toRequestError);
  expect(error).toMatchObject({ code: "unavailable", mayHaveHappened: true });
  expect(isLost).toBe(true);
  expect(notes[0]).toBe("It is away. Trying again…");
});

test("a short outage is not mentioned, and a task's own end counts", async () => {
  const { connection, notes, options } = stage("open", {});
  const work = Promise.withResolvers<string>();
  const task = throughOutages(options, () => work.promise);
  connection.set("reconnecting");
  connection.set("open");
  connection.set("reconnecting");
  work.reject(new Error("its own"));
  expect(task).rejects.toThrow("its own");
  await task.catch(() => {});
  expect(notes).toEqual([]);
});

test("a server that is away is told from one that refuses the address, and one that opens no WebSocket", async () => {
  let status = 421;
  const fetch = () => new Response("", { status });
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch });
  const url = server.url.origin;
  expect(await describeOutage(url)).toContain("PUBLIC_URL or ALLOWED_ORIGINS");
  status = 426;
  expect(await describeOutage(url)).toContain(`${url} responds, but WebSocket connections fail`);
  await server.stop(true);
  expect(await describeOutage(url)).toBe(`The server at ${url} cannot be reached.`);
});
