import type { RequestContext, SocketCall, SocketFlow } from "./request-context.ts";

/** An event and the cursor that resumes after it. */
export interface Step<Event> {
  cursor: string;
  event: Event;
}

/**
 * Sends the steps of a batch directly, all or none; false when they have to be yielded instead.
 * Subscriptions that send the same batch share the frames made for the first.
 */
export type SendSteps<Event> = (batch: object, steps: () => Iterable<Step<Event>>) => boolean;

/**
 * A subscription's shortcut to its socket. tRPC sends the first event; its frame shows which call
 * the subscription answers. Later events are sent in the same format while the subscription's
 * generator waits. This saves two generators, a race of promises and four copies of an object per
 * event.
 *
 * It buffers nothing: an event that cannot be sent at once is refused and goes through tRPC. That
 * is the case before the first event, while the viewer has to be looked up, while the socket is
 * full, and for subscriptions over HTTP.
 */
export class ExpressLine {
  readonly #ctx: RequestContext;
  readonly #socket: SocketFlow | null;
  #head: string | undefined;
  /** The first event, until tRPC has sent it. */
  #first: object | undefined;

  constructor(ctx: RequestContext) {
    this.#ctx = ctx;
    this.#socket = ctx.socket;
  }

  /** The event to yield to tRPC: a copy for the first one, to recognise it by identity. */
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

  /** Null when an event may not be sent at once. */
  #openHead(): string | null {
    if (this.#head === undefined || this.#socket?.readyState !== 1) return null;
    const viewer = this.#ctx.authenticate();
    const isAllowed = viewer !== null && !(viewer instanceof Promise);
    return isAllowed && this.#socket.hasRoom ? this.#head : null;
  }
}

/** The frame of a `tracked` event, up to the event. */
function frameHead({ id, jsonrpc }: SocketCall): string {
  const call = JSON.stringify({ id, jsonrpc });
  return `${call.slice(0, -1)},"result":{"type":"data","data":`;
}

/** The rest of the frame, from the event on. */
function frameTail({ cursor, event }: Step<object>): string {
  const id = JSON.stringify(cursor);
  return `{"id":${id},"data":${JSON.stringify(event)}},"id":${id}}}`;
}
