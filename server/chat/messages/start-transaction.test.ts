import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { createLog } from "../../platform/log.ts";
import { newSend } from "../../../testing/server/visitor.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { sendMessage } from "./send-message.ts";
import { type ReplyPlaces, startTransaction } from "./start-transaction.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(() => {
  stage.jobNames.length = 0;
});

/** A node whose places tell what becomes of them; once it is closed, none begins a reply. */
function createPlaces(isClosed = false) {
  const seen = { begun: [] as string[], freed: 0, held: 0 };
  const places: ReplyPlaces = {
    hold() {
      seen.held++;
      return {
        begin(generationId) {
          seen.begun.push(generationId);
          return !isClosed;
        },
        free: () => void seen.freed++,
      };
    },
  };
  return { seen, places };
}

function deps() {
  const log = createLog("silent");
  return { ...stage, log, defaultWorkflowId: "wf_default", defaultModel: async () => "scripted" };
}

function send(places: ReplyPlaces, message = newSend()) {
  return sendMessage({ ...deps(), places }, stage.userId, message);
}

describe("a reply that is stored on a node with a place for it", () => {
  test("begins there, and has no job", async () => {
    const { seen, places } = createPlaces();
    const { reply } = await send(places);
    expect(reply.generation).not.toBeNull();
    expect(seen).toEqual({ begun: [reply.generation?.id ?? ""], freed: 0, held: 1 });
    expect(stage.jobNames).toEqual([]);
  });

  test("gets a job when the node has closed before the commit", async () => {
    const { places } = createPlaces(true);
    await send(places);
    expect(stage.jobNames).toEqual(["generation"]);
  });

  test("gives its place back when its transaction fails", async () => {
    const { seen, places } = createPlaces();
    const failure = new Error("lost");
    const failing = startTransaction({ ...deps(), places }, async (tx, starting) => {
      await starting.reserve().dispatch(tx, "gen_0");
      throw failure;
    });
    expect(await failing.catch((error: unknown) => error)).toBe(failure);
    expect(seen).toEqual({ begun: [], freed: 1, held: 1 });
  });

  test("begins with a repeated request when the node that stored it died before it began", async () => {
    const message = newSend();
    await send({ hold: () => ({ begin: () => true, free() {} }) }, message);
    const { seen, places } = createPlaces();
    const { reply } = await send(places, message);
    expect(reply.generation?.status).toBe("queued");
    expect(seen.begun).toEqual([reply.generation?.id ?? ""]);
    expect(stage.jobNames).toEqual([]);
  });
});
