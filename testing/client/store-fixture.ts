import { isLive } from "../../shared/generation-status.ts";
import { newId } from "../../shared/ids.ts";
import { type ChatStoreOptions, createChatStore } from "../../client/chat-store.ts";
import { type ChatClient, connectChat } from "../../client/connect.ts";
import { activeBranch } from "../../client/state/selectors.ts";
import type { ChatState, ChatStore } from "../../client/types.ts";
import { until } from "./eventually.ts";
import type { ModelServer } from "./model-server.ts";
import { ServedModel } from "./serve-model.ts";

/** A store, its client, and all states it has shown. */
export interface StoreUnderTest {
  store: ChatStore;
  client: ChatClient;
  /** Every state told to listeners, oldest first. */
  shown: ChatState[];
  until(isWanted: (state: ChatState) => boolean): Promise<ChatState>;
}

/** A served model and the stores of a test; disposing closes them all. */
export class StoreFixture implements AsyncDisposable {
  readonly server = new ServedModel();
  readonly #stores: StoreUnderTest[] = [];

  /** A store that has not started. */
  create(options: ChatStoreOptions = {}): StoreUnderTest {
    const client = connectChat({ url: this.server.origin });
    const store = createChatStore(client, options);
    const shown: ChatState[] = [];
    store.state.subscribe((state) => shown.push(state));
    const made = {
      store,
      client,
      shown,
      until: (isWanted: (state: ChatState) => boolean) => until(store.state, isWanted),
    };
    this.#stores.push(made);
    return made;
  }

  async start(options: ChatStoreOptions = {}): Promise<StoreUnderTest> {
    const made = this.create(options);
    await made.store.start();
    return made;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { store } of this.#stores) store.close();
    await Promise.all(this.#stores.map(({ client }) => client.close()));
    await this.server[Symbol.asyncDispose]();
  }
}

/** The ids of the branch on the screen. */
export function branchIds(state: ChatState, threadId: string): string[] {
  return activeBranch(state, threadId).map(({ id }) => id);
}

/** A thread with one question and its live reply, as another device would create it. */
export function conversation(model: ModelServer) {
  const ids = { id: newId("message"), replyId: newId("message"), threadId: newId("thread") };
  model.send({ ...ids, parentId: null, text: "question" });
  const generation = model.live().at(-1);
  if (!generation) throw new Error("the reply is not live");
  return { ...ids, generation };
}

/** Whether a reply has ended. */
export const isFinal =
  (id: string) =>
  (state: ChatState): boolean => {
    const generation = state.messages[id]?.generation;
    return generation ? !isLive(generation) : false;
  };
