import fc from "fast-check";
import { efforts } from "../../shared/effort.ts";
import type { FinalStatus } from "../../shared/generation-status.ts";
import { canContinue } from "../../shared/can-continue.ts";
import { newId } from "../../shared/ids.ts";
import { editModelMessage } from "./model-edit.ts";
import type { ModelServer } from "./model-server.ts";

/** Something that can happen on a server; `pick` chooses what it happens to. */
export interface Step {
  do:
    | "send"
    | "queue"
    | "sendNow"
    | "unqueue"
    | "edit"
    | "branch"
    | "regenerate"
    | "continue"
    | "rename"
    | "effort"
    | "read"
    | "remove"
    | "restore"
    | "delete"
    | "write"
    | "restart"
    | "finish";
  pick: number;
}

const kinds: { weight: number; arbitrary: fc.Arbitrary<Step["do"]> }[] = [
  { weight: 5, arbitrary: fc.constant("send") },
  { weight: 8, arbitrary: fc.constant("write") },
  { weight: 3, arbitrary: fc.constant("finish") },
  {
    weight: 8,
    arbitrary: fc.constantFrom("edit", "branch", "regenerate", "rename", "effort", "read"),
  },
  { weight: 2, arbitrary: fc.constantFrom("delete", "restart") },
  { weight: 4, arbitrary: fc.constant("continue") },
  { weight: 4, arbitrary: fc.constantFrom("remove", "restore") },
  { weight: 5, arbitrary: fc.constant("queue") },
  { weight: 2, arbitrary: fc.constantFrom("sendNow", "unqueue") },
];

/** Any sequence of steps. */
export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ do: fc.oneof(...kinds), pick: fc.nat({ max: 60 }) }),
  { maxLength: 40, size: "max" },
);

const finals: FinalStatus[] = ["completed", "stopped", "failed", "interrupted"];

/** Carries out a step; does nothing where the step has no target. */
export function takeStep(server: ModelServer, step: Step): void {
  const { pick } = step;
  const thread = at([...server.threads.values()], pick);
  const generation = at(server.live(), pick);
  switch (step.do) {
    case "send":
      return send(server, step, pick % 4 === 0 ? undefined : thread?.id);
    case "edit": {
      const users = [...server.messages.values()].filter((message) => message.role === "user");
      const edited = at(users, pick);
      if (edited) edit(server, step, edited.id);
      return;
    }
    case "queue":
      if (thread) queue(server, step, thread.id);
      return;
    case "sendNow": {
      const waiting = at(server.queues.ids, pick);
      if (waiting) server.queues.sendNow(waiting);
      return;
    }
    case "unqueue": {
      const waiting = thread && at(server.queues.of(thread.id), pick);
      if (waiting) server.queues.unqueue(waiting.id, thread.id);
      return;
    }
    case "branch": {
      const message = at([...server.messages.values()], pick);
      if (message) server.putThread(message.threadId, { activeLeafId: message.id });
      return;
    }
    case "regenerate": {
      const users = [...server.messages.values()].filter((message) => message.role === "user");
      const user = at(users, pick);
      if (user) server.addReply(newId("message"), user);
      return;
    }
    case "continue": {
      const cut = at([...server.messages.values()].filter(canContinue), pick);
      if (cut) server.continueReply(cut.id, newId("generation"));
      return;
    }
    case "remove": {
      const users = [...server.messages.values()].filter((message) => message.role === "user");
      const question = at(users, pick);
      if (question) server.removals.remove(question);
      return;
    }
    case "restore":
      return server.removals.restoreLast();
    case "rename":
      if (thread) server.putThread(thread.id, { title: `title ${pick}` });
      return;
    case "effort":
      if (thread) server.putThread(thread.id, { effort: at(efforts, pick) });
      return;
    case "read":
      if (thread) server.putThread(thread.id, { unread: false });
      return;
    case "delete":
      if (thread) server.deleteThread(thread.id);
      return;
    case "write":
      if (generation) server.write(generation, `<${pick}>`);
      return;
    case "restart":
      if (generation) server.restart(generation);
      return;
    case "finish":
      if (generation) server.finish(generation, at(finals, pick));
      return;
  }
}

function queue(server: ModelServer, { pick }: Step, threadId: string): void {
  const ids = { id: newId("message"), replyId: newId("message"), parentId: newId("message") };
  server.queues.add({ ...ids, threadId, text: `queued ${pick}` });
}

function send(server: ModelServer, step: Step, threadId: string | undefined): void {
  const replies = [...server.messages.values()].filter(
    (message) => message.threadId === threadId && message.role === "assistant",
  );
  server.send({
    id: newId("message"),
    replyId: newId("message"),
    threadId: threadId ?? newId("thread"),
    parentId: replies.at(-1)?.id ?? null,
    text: `message ${step.pick}`,
  });
}

function edit(server: ModelServer, { pick }: Step, messageId: string): void {
  const ids = { id: newId("message"), replyId: newId("message") };
  editModelMessage(server, { ...ids, messageId, text: `version ${pick}` });
}

function at<T>(items: readonly T[], index: number): T | undefined {
  return items[index % Math.max(1, items.length)];
}
