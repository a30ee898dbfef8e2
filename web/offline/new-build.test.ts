import { expect, test } from "bun:test";
import { createQuestion, entryIn } from "./new-build.ts";

test("a build is known by the script of its page", () => {
  const page = (script: string) =>
    `<link rel="chat-part" href="/assets/turns-part-1.js" /><script>early()</script>${script}<link rel="stylesheet" href="/assets/index-2.css">`;
  const script = `<script type="module" crossorigin src="/assets/index-D_x-1.js"></script>`;
  expect(entryIn(page(script))).toBe("/assets/index-D_x-1.js");
  expect(entryIn(page(""))).toBeNull();
});

test("another build's server is forgotten when the page's own build answers again", async () => {
  const answers: boolean[] = [];
  const servers = ["/assets/new.js", null, "/assets/own.js"];
  const question = createQuestion(
    "/assets/own.js",
    () => Promise.resolve(servers.shift() ?? null),
    (isOther) => answers.push(isOther),
  );
  for (let round = 0; round < 3; round++) await question();
  expect(answers).toEqual([true, false]);
});

test("a question that was asked again does not count", async () => {
  const answers: boolean[] = [];
  const first = Promise.withResolvers<string>();
  const servers = [first.promise, Promise.resolve("/assets/own.js")];
  const question = createQuestion(
    "/assets/own.js",
    () => servers.shift() ?? Promise.reject(new Error("away")),
    (isOther) => answers.push(isOther),
  );
  const slow = question();
  await question();
  first.resolve("/assets/old.js");
  await slow;
  await question();
  expect(answers).toEqual([false]);
});
