import { expect, test } from "bun:test";
import fc from "fast-check";
import { newId } from "../../shared/ids.ts";
import { ModelServer } from "../../testing/client/model-server.ts";
import { type Step, stepsArbitrary, takeStep } from "../../testing/client/model-steps.ts";
import { applyEvent } from "./apply-event.ts";
import { entryNumber } from "./apply-stream.ts";
import type { ChatEvent } from "./chat-event.ts";
import { emptyReplica, type ReplicaState } from "./replica.ts";
import { present } from "../../testing/present.ts";

const reduce = (state: ReplicaState, events: readonly ChatEvent[]) =>
  events.reduce(applyEvent, state);

/** All that a client fetches to show the whole of a server, as events. */
function pages(server: ModelServer): ChatEvent[] {
  const threads: ChatEvent = {
    type: "threads.page",
    page: server.listThreads(undefined, 1_000),
    newest: true,
  };
  const messages = [...server.threads.keys()].map((threadId): ChatEvent => ({
    type: "messages.page",
    threadId,
    page: server.listMessages(threadId, undefined, 1_000),
    newest: true,
  }));
  return [threads, ...messages];
}

function feedAfter(server: ModelServer, seq: number): ChatEvent[] {
  return server.feed
    .slice(seq)
    .flatMap(({ cursor, event }): ChatEvent[] =>
      event.type === "reset" ? [] : [{ type: "feed", cursor, event }],
    );
}

/** What watching every generation from these places in their logs gives. */
function streamsAfter(
  server: ModelServer,
  places: Readonly<Record<string, number>> = {},
): ChatEvent[] {
  return [...server.generations.values()].flatMap((generation) =>
    server.watch(generation, places[generation.id] ?? 0).map(({ cursor, event }): ChatEvent => ({
      type: "stream",
      generationId: generation.id,
      messageId: generation.messageId,
      cursor,
      event,
      at: 0,
    })),
  );
}

/** A client that fetched everything at one moment, and the places in the logs it had reached. */
interface Cut {
  state: ReplicaState;
  seq: number;
  places: Record<string, number>;
}

function cut(server: ModelServer): Cut {
  const state = reduce(emptyReplica, [...pages(server), ...streamsAfter(server)]);
  const places = [...server.generations.values()].map(({ id, log }) => [id, log.length]);
  return { state, seq: server.feed.length, places: Object.fromEntries(places) };
}

/** What can be compared: all threads, and the messages of those that were open at the cut. */
function shown(state: ReplicaState, openAt: ReplicaState) {
  const messages = Object.values(state.messages).filter(
    (message) => message.threadId in openAt.loads,
  );
  return {
    threads: state.threads,
    messages: Object.fromEntries(messages.map((message) => [message.id, message])),
    queues: Object.fromEntries(
      Object.entries(state.queues).filter(([threadId]) => threadId in openAt.loads),
    ),
  };
}

/** Runs the steps and gives the server with the cuts made before each of them. */
function play(steps: readonly Step[]): { server: ModelServer; cuts: Cut[] } {
  const server = new ModelServer();
  const cuts = steps.map((step) => {
    const before = cut(server);
    takeStep(server, step);
    return before;
  });
  return { server, cuts };
}

test("an older state and the events since equal a fresh fetch, for every cut", () => {
  fc.assert(
    fc.property(stepsArbitrary, (steps) => {
      const { server, cuts } = play(steps);
      const fresh = cut(server).state;
      for (const { state, seq, places } of cuts) {
        const now = reduce(state, [...feedAfter(server, seq), ...streamsAfter(server, places)]);
        expect(shown(now, state)).toEqual(shown(fresh, state));
        expect(Object.keys(now.streams).filter((id) => !(id in fresh.streams))).toEqual([]);
      }
    }),
  );
});

test("events that come twice, or again from an earlier place, change nothing", () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.nat(), fc.nat(), (steps, a, b) => {
      const { server, cuts } = play(steps);
      const from = cuts[a % Math.max(1, cuts.length)];
      if (!from) return;
      const fresh = cut(server).state;
      const back = b % (from.seq + 1);
      const twice = [...feedAfter(server, from.seq), ...streamsAfter(server, from.places)].flatMap(
        (event) => [event, event],
      );
      const again = [...feedAfter(server, back), ...streamsAfter(server)];
      const once = reduce(from.state, twice);
      expect(shown(once, from.state)).toEqual(shown(fresh, from.state));
      expect(shown(reduce(once, again), from.state)).toEqual(shown(fresh, from.state));
    }),
  );
});

test("pages that arrive late take nothing back", () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.nat(), fc.nat(), (steps, a, b) => {
      const server = new ModelServer();
      const [fetchAt, arriveAt] = [a % (steps.length + 1), b % (steps.length + 1)].sort(
        (x, y) => x - y,
      );
      let late: ChatEvent[] = [];
      let client: ReplicaState = reduce(emptyReplica, pages(server));
      let seq = 0;
      for (const [i, step] of [...steps, null].entries()) {
        if (i === fetchAt) {
          // Opening everything: what happens from now on is kept until the pages are here.
          late = pages(server).map((event) =>
            event.type === "threads.page" ? { ...event, newest: false } : event,
          );
          client = reduce(
            client,
            [...server.threads.keys()].map((threadId) => ({ type: "thread.loading", threadId })),
          );
        }
        if (i === arriveAt) client = reduce(client, late);
        if (step) takeStep(server, step);
        client = reduce(client, feedAfter(server, seq));
        seq = server.feed.length;
      }
      client = reduce(client, streamsAfter(server));
      expect(shown(client, client)).toEqual(shown(cut(server).state, client));
    }),
  );
});

test("a page from before a restore leaves what was restored", () => {
  const server = new ModelServer();
  const take = (what: Step["do"]) => takeStep(server, { do: what, pick: 0 });
  for (const what of ["send", "edit", "remove"] as const) take(what);
  const [threadId = ""] = server.threads.keys();
  const late = pages(server);
  const seq = server.feed.length;
  let client = applyEvent(emptyReplica, { type: "thread.loading", threadId });
  take("restore");
  client = reduce(client, [...feedAfter(server, seq), ...late]);
  const fresh = reduce(emptyReplica, pages(server));
  expect(Object.keys(client.messages).sort()).toEqual(Object.keys(fresh.messages).sort());
});

test("after a reset only what is fetched again remains, and live text is kept", () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.nat(), (steps, a) => {
      const { server, cuts } = play(steps);
      const from = cuts[a % Math.max(1, cuts.length)];
      if (!from) return;
      const keepOpen = Object.keys(from.state.loads).slice(0, 2);
      const reset = applyEvent(from.state, { type: "reset", keepOpen });
      expect(reset.threads).toBe(from.state.threads);
      const gone = keepOpen.filter((threadId) => !server.threads.has(threadId));
      const missing = gone.map((threadId): ChatEvent => ({
        type: "thread.failed",
        threadId,
        status: "missing",
      }));
      // Watching goes on where the state says, and from the start for what was dropped.
      const places = Object.entries(reset.streams).map(([id, { cursor }]) => [
        id,
        entryNumber(cursor ?? "0"),
      ]);
      const now = reduce(reset, [
        ...pages(server),
        ...missing,
        ...streamsAfter(server, Object.fromEntries(places)),
      ]);
      const fresh = cut(server).state;
      expect(shown(now, fresh)).toEqual(shown(fresh, fresh));
      expect(Object.values(now.messages).filter(({ threadId }) => gone.includes(threadId))).toEqual(
        [],
      );
      expect(Object.keys(now.threads).sort()).toEqual(Object.keys(fresh.threads).sort());
    }),
  );
});

test("what has not changed keeps its identity", () => {
  const server = new ModelServer();
  for (const pick of [0, 1, 2, 3]) takeStep(server, { do: "send", pick });
  const generation = server.live()[0];
  if (generation) server.finish(generation);
  const { state } = cut(server);
  const again = reduce(state, structuredClone(pages(server)));
  for (const [id, thread] of Object.entries(again.threads))
    expect(thread).toBe(present(state.threads[id]));
  for (const [id, message] of Object.entries(again.messages))
    expect(message).toBe(present(state.messages[id]));
  expect(again.messages).toBe(state.messages);
});

test("a newest page joins what is held of older messages, or takes their place where a gap is", () => {
  const server = new ModelServer();
  const { id: threadId } = server.createThread();
  const add = (count: number) => {
    for (let i = 0; i < count; i++) {
      const parentId = server.listMessages(threadId).messages.at(-1)?.id ?? null;
      server.send({
        id: newId("message"),
        replyId: newId("message"),
        threadId,
        parentId,
        text: `${i}`,
      });
    }
  };
  const page = (limit: number, cursor?: string): ChatEvent => ({
    type: "messages.page",
    threadId,
    page: server.listMessages(threadId, cursor, limit),
    newest: cursor === undefined,
  });
  const seqs = (state: ReplicaState) => Object.values(state.messages).map(({ seq }) => seq);
  add(5);
  const held = reduce(emptyReplica, [page(4), page(4, "7")]);
  expect(seqs(held).sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);

  add(1);
  const joined = applyEvent(held, page(4));
  expect(seqs(joined).sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(joined.loads[threadId]?.olderCursor).toBe("3");

  add(4);
  const apart = applyEvent(joined, page(4));
  expect(seqs(apart).sort((a, b) => a - b)).toEqual([17, 18, 19, 20]);
  expect(apart.loads[threadId]?.olderCursor).toBe("17");
});

test("after a reset a thread that is in no page any more is gone, unless it is open", () => {
  const server = new ModelServer();
  const [gone, open] = [server.createThread(), server.createThread()];
  server.send({
    id: newId("message"),
    replyId: newId("message"),
    threadId: open.id,
    parentId: null,
    text: "here",
  });
  const { state } = cut(server);
  const reset = applyEvent(state, { type: "reset", keepOpen: [open.id] });
  const empty = new ModelServer(server.userId);
  const now = applyEvent(reset, { type: "threads.page", page: empty.listThreads(), newest: true });
  expect(gone.id in now.threads).toBe(false);
  expect(now.threads[open.id]).toEqual(present(state.threads[open.id]));
  expect(
    applyEvent(now, { type: "thread.failed", threadId: open.id, status: "missing" }).threads,
  ).toEqual({});
});
