import type { Message } from "../../../shared/message.ts";
import type { Catalog } from "../../models/catalog/catalog.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import type { ChatJobs } from "../chat-queues.ts";
import type { Logger } from "../../platform/log.ts";
import type { Tracer } from "../../platform/tracing/tracer.ts";

/** A place for one reply on this node, reserved while the reply is being stored. */
export interface HeldPlace {
  /**
   * Starts the reply, which takes over this place.
   *
   * @returns false when the node accepts no more replies: then the reply needs a job
   */
  begin(generationId: string): boolean;
  /** Releases the place. */
  free(): void;
}

/** The places for replies on this node. */
export interface ReplyPlaces {
  /**
   * Reserves a place for a new reply; null when the node writes none, is full or closing, or when
   * other replies are waiting.
   */
  hold(): HeldPlace | null;
}

/** Dependencies of starting replies. */
export interface StartDeps {
  db: Database;
  log: Logger;
  tracer: Tracer;
  jobs: ChatJobs;
  /** The model of workflows that name none. */
  defaultModel(): Promise<string>;
  /** The models that answer when those of workflows without a list of their own cannot. */
  fallbacks(): readonly string[];
  catalog: Pick<Catalog, "mayOffer" | "isRemoved" | "mayUse">;
  places: ReplyPlaces;
}

/** A place on this node for a reply that is about to be stored, or a place in the queue for one. */
export interface Reservation {
  /** Whether this node has no place, so that the reply is stored with a turn. */
  isQueued: boolean;
  /**
   * Makes sure that the stored reply starts: on this node right after the commit, otherwise by a
   * job.
   */
  dispatch(tx: Transaction, generationId: string): Promise<void>;
}

/** What starting a reply needs within its transaction. */
export interface Starting extends Pick<StartDeps, "log" | "catalog" | "fallbacks"> {
  /** The model of workflows that name none. */
  defaultModel: string;
  /** The recorded trace of the request that starts replies; null for none. */
  traceparent: string | null;
  /** Reserves a place on this node, if there is one, for a reply that is about to be stored. */
  reserve(): Reservation;
  /**
   * After the commit, starts a reply that was dispatched before and is still queued, if there is a
   * place. The node that stored it may have died.
   */
  beginAgain(generationId: string): void;
}

/** Starts the reply of a retried request, if it is still queued. */
export function beginIfQueued(starting: Starting, { generation }: Message): void {
  if (generation?.status === "queued") starting.beginAgain(generation.id);
}

/** The same for both replies of a request that compares two. */
export function beginAllQueued(
  starting: Starting,
  { reply, compared }: { reply: Message; compared?: Message },
): void {
  beginIfQueued(starting, reply);
  if (compared) beginIfQueued(starting, compared);
}

/** A reply that starts here once its transaction has committed. */
interface Begun {
  place: HeldPlace;
  /** Null until it is dispatched. */
  generationId: string | null;
  /** Whether it was dispatched before, with a job or without. */
  isRepeated: boolean;
}

/**
 * Runs a transaction that may start replies, and starts those here that got a place. A crash
 * between the commit and the start leaves a queued generation without a job, which the next patrol
 * of any worker finds (`claim-generation.ts`).
 */
export async function startTransaction<T>(
  deps: StartDeps,
  run: (tx: Transaction, starting: Starting) => Promise<T>,
): Promise<T> {
  const { log, catalog, fallbacks, places, jobs } = deps;
  // Read before the transaction, so that the transaction waits for nothing else.
  const defaultModel = await deps.defaultModel();
  const held: Begun[] = [];
  const starting: Starting = {
    log,
    defaultModel,
    traceparent: deps.tracer.traceparent("recorded"),
    catalog,
    fallbacks,
    reserve() {
      const place = places.hold();
      if (!place)
        return {
          isQueued: true,
          dispatch: (tx, generationId) => jobs.enqueue(tx, "generation", { generationId }),
        };
      const begun: Begun = { place, generationId: null, isRepeated: false };
      held.push(begun);
      return {
        isQueued: false,
        async dispatch(_, generationId) {
          begun.generationId = generationId;
        },
      };
    },
    beginAgain(generationId) {
      const place = places.hold();
      if (place) held.push({ place, generationId, isRepeated: true });
    },
  };
  let result: T;
  try {
    result = await deps.db.transaction((tx) => run(tx, starting));
  } catch (error) {
    for (const { place } of held) place.free();
    throw error;
  }
  for (const { place, generationId, isRepeated } of held) {
    if (generationId === null) place.free();
    else if (!place.begin(generationId) && !isRepeated) await leaveToJob(deps, generationId);
  }
  return result;
}

/**
 * For a node that has begun to close since the place was reserved. The message is stored, so this
 * must not fail.
 */
async function leaveToJob({ db, jobs, log }: StartDeps, generationId: string): Promise<void> {
  try {
    await db.transaction((tx) => jobs.enqueue(tx, "generation", { generationId }));
  } catch (error) {
    log.warn({ err: error, generationId }, "reply left to the patrol");
  }
}
