import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createLog } from "../../platform/log.ts";
import { type Provider, ProviderError } from "../../models/provider.ts";
import {
  createScriptedProvider,
  type ScriptedCall,
} from "../../../testing/server/scripted-provider.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { readThread } from "./access.ts";
import { renameThread } from "./rename-thread.ts";
import { titleThread } from "./title-thread.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Runs the job for a new thread; `answer` plays the provider. */
async function runJob(
  text: string,
  answer: (call: ScriptedCall, threadId: string) => void | Promise<void>,
  last = false,
) {
  const { threadId } = await stage.ask(text);
  const provider = createScriptedProvider();
  const deps = {
    db: stage.db,
    provider,
    defaultModel: async () => "scripted",
    fallbacks: stage.fallbacks,
    catalog: stage.catalog,
    log: createLog("silent"),
  };
  const answered = provider.call().then((call) => answer(call, threadId));
  const job = titleThread(deps, { threadId, askModel: true }, last);
  await Promise.allSettled([answered, job]);
  const read = () => readThread(stage.db, { threadId, userId: stage.userId });
  return { job, deps, provider, threadId, title: (await read()).title, read };
}

describe("the title job", () => {
  test("names the thread once, however often it runs, and tells the feed once", async () => {
    const { deps, provider, threadId, title } = await runJob("question", (call) => {
      call.say("A good ");
      call.say("title");
      call.finish();
    });
    expect(title).toBe("A good title");
    await titleThread(deps, { threadId, askModel: true }, false);
    expect(provider.calls).toBe(1);
    const events = await stage.sql`
      select 1 from feed_events where event->'thread'->>'title' = 'A good title'`;
    expect(events).toHaveLength(1);
  });

  test("leaves the name that the owner gave while the provider thought", async () => {
    const { title } = await runJob("question", async (call, threadId) => {
      await renameThread(stage.db, { threadId, userId: stage.userId }, "My own");
      call.say("Not this");
      call.finish();
    });
    expect(title).toBe("My own");
  });

  test("fails to be tried again while there are tries left", async () => {
    const away = new ProviderError("provider_unreachable", "away");
    const { job, title } = await runJob("question", (call) => call.fail(away));
    await expect(job).rejects.toBe(away);
    expect(title).toBeNull();
  });

  test("falls back to the person's first words when the last try fails", async () => {
    const words = `How  far is\nit to ${"the moon and back ".repeat(10)}?`;
    const away = new ProviderError("provider_unreachable", "away");
    const { job, title } = await runJob(words, (call) => call.fail(away), true);
    await job;
    expect(title).toStartWith("How far is it to the moon");
    expect(title).toEndWith("…");
    expect(title?.length).toBeLessThanOrEqual(61);
  });

  test("takes the person's first words when the reply failed, and asks no model", async () => {
    const { threadId } = await stage.ask("Why is it so quiet?");
    const provider = createScriptedProvider();
    const deps = {
      db: stage.db,
      provider,
      defaultModel: async () => "scripted",
      fallbacks: stage.fallbacks,
      catalog: stage.catalog,
      log: createLog("silent"),
    };
    await titleThread(deps, { threadId, askModel: false }, false);
    const thread = await readThread(stage.db, { threadId, userId: stage.userId });
    expect(thread.title).toBe("Why is it so quiet?");
    expect(provider.calls).toBe(0);
  });

  test("takes the first words at once when a model is still thinking after the longest wait", async () => {
    const { threadId } = await stage.ask("How far is the moon?");
    const deps = {
      db: stage.db,
      defaultModel: async () => "thinker",
      fallbacks: stage.fallbacks,
      catalog: stage.catalog,
      log: createLog("silent"),
      timeoutMs: 50,
    };
    const provider: Provider = {
      name: "thinker",
      async stream(_request, { think, signal }) {
        await think("Let me see");
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
      },
    };
    await titleThread({ ...deps, provider }, { threadId, askModel: true }, false);
    const { title } = await readThread(stage.db, { threadId, userId: stage.userId });
    expect(title).toBe("How far is the moon?");
  });
});
