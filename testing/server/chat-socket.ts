import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from "@trpc/client";
import type { FeedEvent } from "../../shared/feed-event.ts";
import type { AppRouter } from "../../server/api/trpc/router.ts";
import { applyEvent, type Watched } from "./test-worker.ts";

/** What a subscriber to a reply has received. */
export interface WatchedReply extends Watched {
  /** Cursor of the newest event. */
  cursor: string | undefined;
  events: number;
}

/** A user's socket to one node. Disposing closes it. */
export interface ChatSocket extends Disposable {
  api: TRPCClient<AppRouter>;
  /** Continues to watch a reply until `enough` or until the end. */
  watch(
    generationId: string,
    options?: {
      seen?: WatchedReply;
      enough?: (seen: WatchedReply) => boolean;
      /** Whether it subscribes to all parts; text alone by default. */
      parts?: boolean;
    },
  ): Promise<WatchedReply>;
  /** The first matching event of the feed after a cursor. */
  nextInFeed(
    cursor: string,
    fits: (event: FeedEvent) => boolean,
  ): Promise<{ cursor: string; event: FeedEvent }>;
}

/** Opens a socket to a node with an access token; all nodes of a test accept it. */
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
