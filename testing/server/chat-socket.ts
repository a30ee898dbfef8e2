import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from "@trpc/client";
import type { FeedEvent } from "../../shared/feed-event.ts";
import type { AppRouter } from "../../server/api/trpc/router.ts";
import { applyEvent, type Watched } from "./test-worker.ts";

/** What a watcher of a reply has seen. */
export interface WatchedReply extends Watched {
  /** Of the newest event. */
  cursor: string | undefined;
  events: number;
}

/** A person's socket to one node. Disposing closes it. */
export interface ChatSocket extends Disposable {
  api: TRPCClient<AppRouter>;
  /** Watches a reply on from what was seen before, until `enough` or until the end. */
  watch(
    generationId: string,
    options?: {
      seen?: WatchedReply;
      enough?: (seen: WatchedReply) => boolean;
      /** Whether it is told of all parts; of the text alone unless said. */
      parts?: boolean;
    },
  ): Promise<WatchedReply>;
  /** The first event of the feed after a cursor that fits. */
  nextInFeed(
    cursor: string,
    fits: (event: FeedEvent) => boolean,
  ): Promise<{ cursor: string; event: FeedEvent }>;
}

/** Opens a socket to a node with an access token, which any node of the same test takes. */
export function openChatSocket(origin: string, token: string): ChatSocket {
  const client = createWSClient({
    url: `${origin.replace(/^http/, "ws")}/trpc`,
    connectionParams: () => ({ token }),
  });
  const api = createTRPCClient<AppRouter>({ links: [wsLink({ client })] });
  return {
    api,
    watch(generationId, { seen = nothing(), enough = () => false, parts = false } = {}) {
      const { promise, resolve, reject } = Promise.withResolvers<WatchedReply>();
      const input = { generationId, parts, ...(seen.cursor ? { lastEventId: seen.cursor } : {}) };
      const { unsubscribe } = api.generations.watch.subscribe(input, {
        onData({ id, data }) {
          if (enough(seen)) return;
          applyEvent(seen, data);
          seen.cursor = id;
          seen.events++;
          if (enough(seen)) resolve(seen);
        },
        onComplete: () => resolve(seen),
        onError: reject,
      });
      return promise.finally(unsubscribe);
    },
    nextInFeed(cursor, fits) {
      const { promise, resolve, reject } = Promise.withResolvers<{
        cursor: string;
        event: FeedEvent;
      }>();
      const { unsubscribe } = api.feed.watch.subscribe(
        { lastEventId: cursor },
        {
          onData: ({ id, data }) => fits(data) && resolve({ cursor: id, event: data }),
          onError: reject,
        },
      );
      return promise.finally(unsubscribe);
    },
    [Symbol.dispose]: () => void client.close(),
  };
}

function nothing(): WatchedReply {
  return { text: "", parts: [], attempt: 0, final: null, cursor: undefined, events: 0 };
}
