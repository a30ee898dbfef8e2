import { type Accessor, createSignal, untrack } from "solid-js";
import type { SecretClient } from "../../../../client/connect-secret.ts";
import { toRequestError } from "../../../../client/request-error.ts";
import { isUnfinished } from "../../../../client/state/selectors.ts";
import type { Attachment } from "../../../../shared/attachment.ts";
import type { StateVariables } from "../../../../shared/chat-session.ts";
import { newId } from "../../../../shared/ids.ts";
import type { Generation, Message } from "../../../../shared/message.ts";
import type { WorkflowSettings } from "../../../../shared/workflow.ts";
import type { PreviewSessions } from "./preview-sessions.ts";
import { applyEvent, createTranscript } from "./transcript.ts";
import { watchReply } from "./watch-reply.ts";

export interface PreviewChatOptions {
  workflowId: string;
  client: SecretClient;
  sessions: PreviewSessions;
  /** A message is about to be sent: the connection is needed. */
  open(): void;
  /** Saves the draft, so that the reply uses it. */
  saveDraft(): Promise<unknown>;
  /** The state variables for the instructions. */
  variables: Accessor<StateVariables>;
  /** Which files may be attached. */
  fileUpload: Accessor<WorkflowSettings["fileUpload"]>;
}

/** A request for a reply. Its ids are made once, so that it can be retried. */
interface Question {
  /** The message to answer. */
  messageId: string;
  replyId: string;
  call: () => Promise<{ reply: Message }>;
}

/** A chat with the draft. Nothing of it is stored in the browser. */
export class PreviewChat {
  readonly transcript = createTranscript();
  readonly #options: PreviewChatOptions;
  readonly #stopping = createSignal(false);
  #threadId = newId("thread");
  #abort = new AbortController();
  /** A new chat waits for this. */
  #begun: Promise<void> = Promise.resolve();
  #last: Question | null = null;

  constructor(options: PreviewChatOptions) {
    this.#options = options;
  }

  send(text: string, attachments: readonly Attachment[] = []): void {
    const { awaited, unsent, lastReply } = this.transcript;
    if (awaited() || unsent()) return;
    const { client, workflowId } = this.#options;
    const message = { id: newId("message"), parentId: lastReply()?.id ?? null, text };
    const hasFiles = attachments.length > 0;
    const sent = {
      ...message,
      replyId: newId("message"),
      threadId: this.#threadId,
      workflowId,
      ...(hasFiles ? { attachmentIds: attachments.map(({ id }) => id) } : {}),
    };
    this.transcript.add({
      ...message,
      role: "user",
      threadId: this.#threadId,
      ...(hasFiles ? { attachments: [...attachments] } : {}),
    });
    void this.#ask({
      messageId: message.id,
      replyId: sent.replyId,
      call: () => client.api.messages.send.mutate(sent),
    });
  }

  /** Retries the message that did not reach the server. */
  retry(): void {
    if (this.#last && this.transcript.unsent()) void this.#ask(this.#last);
  }

  /** Requests another reply instead of the last one. */
  regenerate(): void {
    const reply = this.transcript.lastReply();
    if (!reply?.parentId || isUnfinished(reply)) return;
    const { id: messageId, parentId } = reply;
    const replyId = newId("message");
    const { messages } = this.#options.client.api;
    this.transcript.remove(messageId);
    void this.#ask({
      messageId: parentId,
      replyId,
      call: () => messages.regenerate.mutate({ messageId, replyId }),
    });
  }

  /** Stops the reply; null while there is none to stop, or it is already being stopped. */
  stop(): (() => void) | null {
    const [stopping, setStopping] = this.#stopping;
    const { awaited, lastReply } = this.transcript;
    const generationId = awaited() ? lastReply()?.generation?.id : undefined;
    if (generationId === undefined || stopping()) return null;
    return () => {
      setStopping(true);
      // A stop that failed can be retried.
      this.#options.client.api.generations.stop
        .mutate({ generationId })
        .catch(() => setStopping(false));
    };
  }

  /** Clears the chat, and starts again with the current draft and settings. */
  startOver(): void {
    const { awaited, lastReply, clear } = this.transcript;
    const live = awaited() ? (lastReply()?.generation ?? null) : null;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#threadId = newId("thread");
    clear();
    this.#begun = this.#begin(live);
  }

  close(): void {
    this.#abort.abort();
    void this.#options.client.close();
  }

  /** Adds the reply after its message, and requests it. */
  async #ask(question: Question): Promise<void> {
    const { messageId, replyId, call } = question;
    const { patch, add, remove } = this.transcript;
    const { signal } = this.#abort;
    this.#last = question;
    patch(messageId, (own) => {
      own.problem = null;
    });
    const threadId = this.#threadId;
    add({ id: replyId, parentId: messageId, role: "assistant", text: "", threadId });
    this.#stopping[1](false);
    try {
      await this.prepare();
      const { reply } = await this.#call(call);
      if (signal.aborted) return;
      patch(replyId, (own) => {
        own.generation = reply.generation;
      });
      await this.#follow(reply, signal);
    } catch (cause) {
      if (signal.aborted) return;
      remove(replyId);
      patch(messageId, (own) => {
        own.problem = toRequestError(cause);
      });
    }
  }

  /** Makes sure that the reply uses the current draft, state variables and policy. */
  async prepare(): Promise<void> {
    const { saveDraft, sessions, client, open, variables, fileUpload } = this.#options;
    await saveDraft();
    await this.#begun;
    if (sessions.use(untrack(variables), untrack(fileUpload))) client.renew();
    // A refusal is shown at the message, whereas the connection would keep retrying.
    await sessions.secret();
    open();
  }

  /** Retries with another secret if the previous one ended unexpectedly. */
  async #call(call: Question["call"]): Promise<{ reply: Message }> {
    try {
      return await call();
    } catch (cause) {
      if (toRequestError(cause).code !== "unauthenticated") throw cause;
      this.#renew();
      await this.#options.sessions.secret();
      return call();
    }
  }

  #follow(reply: Message, signal: AbortSignal): Promise<void> {
    const { watch } = this.#options.client.api.generations;
    const generationId = reply.generation?.id ?? "";
    return watchReply({
      subscribe: (lastEventId, observer) =>
        watch.subscribe(
          lastEventId === null ? { generationId } : { generationId, lastEventId },
          observer,
        ),
      onEvent: (event) => this.transcript.patch(reply.id, (own) => applyEvent(own, event)),
      signal,
    });
  }

  /** Stops any reply in progress, and continues with a new session. */
  #begin(live: Generation | null): Promise<void> {
    const renew = () => this.#renew();
    if (!live) return Promise.resolve(renew());
    // A reply that cannot be stopped continues without a reader.
    return this.#options.client.api.generations.stop
      .mutate({ generationId: live.id })
      .then(renew, renew);
  }

  #renew(): void {
    this.#options.sessions.drop();
    this.#options.client.renew();
  }
}
