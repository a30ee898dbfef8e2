import type { RequestContext, SocketCall, SocketFlow } from "./request-context.ts";

/** An event and the cursor to resume after it. */
export interface Step<Event> {
  cursor: string;
  event: Event;
}

/**
 * Sends the steps of a batch at once, all or none; false when they have to be yielded instead.
 * Subscriptions that send the same batch share the frames made for the first.
 */
export type SendSteps<Event> = (batch: object, steps: () => Iterable<Step<Event>>) => boolean;

/**
 * A subscription's short way to its socket. tRPC sends the first event; from its frame this learns
 * which call the subscription answers, and sends later ones itself, in the same frames, while the
 * subscription's generator waits. Per event that leaves out two generators, a race of promises and
 * four copies of an object.
 *
 * It never has anything in hand: what cannot go out at once is refused, and then comes through
 * tRPC. That is so before the first event, when the viewer has to be looked up again, while the
 * socket is full, and for a subscription that is no socket's.
 */
export class ExpressLine {
  readonly #ctx: RequestContext;
  readonly #socket: SocketFlow | null;
  #head: string | undefined;
  /** The first event, which tRPC has in hand until it is sent. */
  #first: object | undefined;

  constructor(ctx: RequestContext) {
    this.#ctx = ctx;
    this.#socket = ctx.socket;
  }

  /** The event to hand to tRPC for this one: the first is a copy of its own, to be known again. */
  viaTrpc<Event extends object>(event: Event): Event {
    if (this.#head !== undefined || !this.#socket) return event;
    const own = { ...event };
    this.#first = own;
    this.#socket.onceSent(own, (call) => {
      this.#head = frameHead(call);
      this.#first = undefined;
    });
    return own;
  }

  /** The subscription has ended, perhaps before its first event was sent. */
  close(): void {
    if (this.#first) this.#socket?.forget(this.#first);
  }

  readonly send: SendSteps<object> = (batch, steps) => {
    const head = this.#openHead();
    if (head === null) return false;
    const { frames } = this.#ctx.services;
    let tails = frames.get(batch);
    if (!tails) frames.set(batch, (tails = Array.from(steps(), frameTail)));
    for (const tail of tails) this.#socket?.send(head + tail);
    return true;
  };

  /** Null when an event may not go out at once. */
  #openHead(): string | null {
    if (this.#head === undefined || this.#socket?.readyState !== 1) return null;
    const viewer = this.#ctx.authenticate();
    const isAllowed = viewer !== null && !(viewer instanceof Promise);
    return isAllowed && this.#socket.hasRoom ? this.#head : null;
  }
}

/** What stands before the event in the frame of a `tracked` event. */
function frameHead({ id, jsonrpc }: SocketCall): string {
  const call = JSON.stringify({ id, jsonrpc });
  return `${call.slice(0, -1)},"result":{"type":"data","data":`;
}

/** The rest of that frame, from the event on. */
function frameTail({ cursor, event }: Step<object>): string {
  const id = JSON.stringify(cursor);
  return `{"id":${id},"data":${JSON.stringify(event)}},"id":${id}}}`;
}
