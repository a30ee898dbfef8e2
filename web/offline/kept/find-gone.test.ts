import { expect, setSystemTime, test } from "bun:test";
import { createValue } from "../../../client/observable.ts";
import { RequestError } from "../../../client/request-error.ts";
import { emptyReplica } from "../../../client/state/replica.ts";
import type { ChatState } from "../../../client/types.ts";
import { createGoneFinder } from "./find-gone.ts";

/** A finder, and what it has asked and found. */
function start() {
  const answers = new Map<string, RequestError>();
  const asked: string[] = [];
  const gone: string[] = [];
  const finder = createGoneFinder(
    {
      state: createValue<ChatState>(emptyReplica),
      async getThread(id) {
        asked.push(id);
        const answer = answers.get(id);
        if (answer) throw answer;
        await Promise.resolve();
      },
    },
    async (id) => void gone.push(id),
  );
  return { answers, finder, gone, asked: () => asked.splice(0) };
}

test("a chat is asked about once in a connection, and the answer gone removes it", async () => {
  const { answers, finder, gone, asked } = start();
  answers.set("b", new RequestError("not_found", "gone"));
  await finder.check(["a", "b"]);
  expect([asked(), gone]).toEqual([["a", "b"], ["b"]]);
  await finder.check(["a"]);
  expect(asked()).toEqual([]);
  finder.renew();
  await finder.check(["a"]);
  expect(asked()).toEqual(["a"]);
});

test.each(["unavailable", "rate_limited"] as const)(
  "without an answer (%s) no more is asked for a while, and then again",
  async (code) => {
    const { answers, finder, gone, asked } = start();
    try {
      setSystemTime(new Date("2026-11-30T10:00:00Z"));
      answers.set("a", new RequestError(code, "later"));
      await finder.check(["a", "b"]);
      await finder.check(["a", "b"]);
      expect(asked()).toEqual(["a"]);
      answers.set("a", new RequestError("not_found", "gone"));
      setSystemTime(new Date("2026-11-30T10:01:01Z"));
      await finder.check(["a", "b"]);
      expect([asked(), gone]).toEqual([["a", "b"], ["a"]]);
    } finally {
      setSystemTime();
    }
  },
);

test("an answer from before a new connection does not count in it", async () => {
  const first = Promise.withResolvers<void>();
  const asked: string[] = [];
  const finder = createGoneFinder(
    {
      state: createValue<ChatState>(emptyReplica),
      getThread(id) {
        asked.push(id);
        return first.promise;
      },
    },
    () => Promise.resolve(),
  );
  const checking = finder.check(["a"]);
  finder.renew();
  first.resolve();
  await checking;
  await finder.check(["a"]);
  expect(asked).toEqual(["a", "a"]);
});
