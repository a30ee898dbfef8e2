import { expect, test } from "bun:test";
import { ModelServer } from "../../testing/client/model-server.ts";
import type { GenerationEvent } from "../../shared/generation-event.ts";
import { newId } from "../../shared/ids.ts";
import type { ChatEvent } from "../state/chat-event.ts";
import { createStateHolder } from "./state-holder.ts";

/** A holder with a live reply in it, whose frames come when the test says so. */
function withReply() {
  const frames: (() => void)[] = [];
  const holder = createStateHolder((run) => void frames.push(run));
  const server = new ModelServer();
  const ids = { id: newId("message"), replyId: newId("message"), threadId: newId("thread") };
  server.send({ ...ids, parentId: null, text: "question" });
  const [generation] = server.live();
  if (!generation) throw new Error("the reply is not live");
  holder.apply(
    { type: "threads.page", page: server.listThreads(), newest: true },
    {
      type: "messages.page",
      threadId: ids.threadId,
      page: server.listMessages(ids.threadId),
      newest: true,
    },
  );
  let seq = 0;
  const stream = (event: GenerationEvent): ChatEvent => ({
    type: "stream",
    generationId: generation.id,
    messageId: ids.replyId,
    cursor: `${++seq}-00000000`,
    event,
    at: 0,
  });
  const text = (text: string) => stream({ type: "text", text });
  const shown: string[] = [];
  holder.visible.subscribe((state) => shown.push(state.messages[ids.replyId]?.text ?? ""));
  return { holder, frames, stream, text, shown, server, replyId: ids.replyId };
}

test("a burst is told once, at the next frame", () => {
  const { holder, frames, text, shown } = withReply();
  for (const letter of ["a", "b", "c"]) holder.enqueue(text(letter));
  expect(shown).toEqual([]);
  expect(frames).toHaveLength(1);
  frames.shift()?.();
  expect(shown).toEqual(["abc"]);
  holder.enqueue(text("d"));
  frames.shift()?.();
  expect(shown).toEqual(["abc", "abcd"]);
});

test("what the person does is told at once, after what was put off", () => {
  const { holder, frames, text, shown, server } = withReply();
  holder.enqueue(text("a"));
  const thread = server.createThread();
  holder.apply({ type: "answer", thread, messages: [], asOf: 0 });
  expect(shown).toEqual(["a"]);
  frames.shift()?.();
  expect(shown).toEqual(["a"]);
});

test("a page that is never painted puts off a bounded number of changes", () => {
  const { holder, shown, server } = withReply();
  const thread = server.createThread();
  for (let i = 0; i <= 2_000; i++) {
    holder.enqueue({
      type: "feed",
      cursor: `${100 + i}-00000000`,
      event: { type: "thread.put", thread: { ...thread, title: `${i}` } },
    });
  }
  expect(shown).toHaveLength(1);
  expect(holder.get().threads[thread.id]?.title).toBe("2000");
});

test("a burst of thoughts is one change, as a burst of words is", () => {
  const { holder, frames, stream, shown, replyId } = withReply();
  const part = { kind: "reasoning" as const, text: "", startedAt: "", endedAt: null };
  holder.enqueue(stream({ type: "open", part }));
  for (let i = 0; i < 3_000; i++) holder.enqueue(stream({ type: "append", text: "t" }));
  expect(shown).toEqual([]);
  frames.shift()?.();
  expect(shown).toEqual([""]);
  expect(holder.get().messages[replyId]?.parts).toEqual([{ ...part, text: "t".repeat(3_000) }]);
});
