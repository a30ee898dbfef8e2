import { expect, test } from "bun:test";
import { askWhyRefused, watchRefusals } from "./why-refused.ts";

type Answer = "address" | "open" | null;

/** A watch whose questions a test answers. */
function stage() {
  const questions: ((answer: Answer) => void)[] = [];
  const watch = watchRefusals(() => new Promise((resolve) => questions.push(resolve)));
  return {
    watch,
    questions,
    async failAndAnswer(answer: Answer) {
      watch.failed();
      questions.at(-1)?.(answer);
      await Promise.resolve();
      await Promise.resolve();
      return watch.refusal.get();
    },
  };
}

test("a single socket that does not open is not asked about", () => {
  const { watch, questions } = stage();
  watch.failed();
  expect(questions).toHaveLength(0);
  watch.opened();
  watch.failed();
  expect(questions).toHaveLength(0);
});

test("a server that refuses the address says so at once, and until a socket opens", async () => {
  const { watch, failAndAnswer } = stage();
  watch.failed();
  expect(await failAndAnswer("address")).toBe("address");
  expect(await failAndAnswer("address")).toBe("address");
  watch.opened();
  expect(watch.refusal.get()).toBeNull();
});

test("a server that would take sockets, while they fail on, is behind something that loses the upgrade", async () => {
  const { watch, failAndAnswer } = stage();
  watch.failed();
  expect(await failAndAnswer("open")).toBeNull();
  expect(await failAndAnswer("open")).toBe("upgrade");
});

test("a server that restarts is no proxy: it was away at one of two looks", async () => {
  const { watch, failAndAnswer } = stage();
  watch.failed();
  for (const answer of [null, "open", null, "open", null] as const)
    expect(await failAndAnswer(answer)).toBeNull();
});

test("when the server is gone, or has been set right, nothing is claimed any more", async () => {
  const { watch, failAndAnswer } = stage();
  watch.failed();
  expect(await failAndAnswer("address")).toBe("address");
  expect(await failAndAnswer(null)).toBeNull();
  expect(await failAndAnswer("address")).toBe("address");
  expect(await failAndAnswer("open")).toBeNull();
});

test("an answer that comes after a socket has opened changes nothing", async () => {
  const { watch, questions } = stage();
  watch.failed();
  watch.failed();
  watch.opened();
  questions[0]?.("address");
  await Promise.resolve();
  await Promise.resolve();
  expect(watch.refusal.get()).toBeNull();
});

test("what a server answers is understood; one that is away is no answer", async () => {
  const answers: [number, Answer][] = [
    [403, "address"],
    [421, "address"],
    [426, "open"],
    [200, null],
    [429, null],
    [502, null],
    [503, null],
  ];
  for (const [status, meant] of answers) {
    const methods: unknown[] = [];
    const answer = await askWhyRefused("http://host/trpc", async (_, init) => {
      methods.push(init?.method);
      return new Response("…", { status });
    });
    expect([status, answer, methods]).toEqual([status, meant, ["POST"]]);
  }
  expect(
    await askWhyRefused("http://host/trpc", () => Promise.reject(new Error("away"))),
  ).toBeNull();
});
