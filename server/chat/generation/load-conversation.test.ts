import { afterAll, beforeAll, expect, test } from "bun:test";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { ProviderError } from "../../models/provider.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** What the provider is sent for "two", in a thread whose reply to "one" has failed after `said`. */
async function turnsAfter(code: GenerationErrorCode, said = "") {
  using worker = startTestWorker(stage);
  const first = await stage.ask("one");
  const failing = worker.generate(first.generationId);
  const failed = await worker.provider.call();
  if (said !== "") failed.say(said);
  failed.fail(new ProviderError(code, "for a test"));
  await failing;
  const second = await stage.ask("two", first.threadId, first.messageId);
  const answering = worker.generate(second.generationId);
  const call = await worker.provider.call(2);
  call.say("an answer");
  call.finish();
  await answering;
  expect((await stage.message(second.messageId))?.text).toBe("an answer");
  return call.request.turns.map(({ role, text }) => ({ role, text }));
}

test("a message that the provider refused is not sent again with the next one", async () => {
  expect(await turnsAfter("provider_rejected")).toEqual([{ role: "user", text: "two" }]);
});

test("one that failed for another reason is", async () => {
  expect(await turnsAfter("provider_unavailable")).toEqual([
    { role: "user", text: "one" },
    { role: "user", text: "two" },
  ]);
});

test("one whose refusal came after text stays with that text", async () => {
  expect(await turnsAfter("provider_rejected", "half a sen")).toEqual([
    { role: "user", text: "one" },
    { role: "assistant", text: "half a sen" },
    { role: "user", text: "two" },
  ]);
});
