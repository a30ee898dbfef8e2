import type { Connection } from "./connection.ts";
import {
  type ErrorFields,
  completionBody,
  errorBody,
  httpChunk,
  httpHead,
  lastHttpChunk,
} from "./wire.ts";

/** How the end of a streamed body is marked. */
export type Framing = "chunked" | "close" | { length: number };

/** Writes one response. Every way to end it calls `onFinished` once. */
export class Responder {
  readonly #connection: Connection;
  readonly #onFinished: () => void;
  #framing: Framing = "chunked";
  #finished = false;
  #begun = false;

  constructor(connection: Connection, onFinished: () => void) {
    this.#connection = connection;
    this.#onFinished = onFinished;
  }

  get closed(): AbortSignal {
    return this.#connection.closed;
  }

  /** Whether the status line has been sent. */
  get begun(): boolean {
    return this.#begun;
  }

  drain(): Promise<void> {
    return this.#connection.drain();
  }

  /** Sends a whole answer of known length. */
  send(status: number, body: string, headers: Record<string, string> = {}): void {
    this.#begun = true;
    const bytes = Buffer.from(body);
    const all = {
      "content-type": "application/json",
      "content-length": String(bytes.length),
      ...headers,
    };
    this.#connection.write(Buffer.concat([httpHead(status, all), bytes]));
    this.#finish();
  }

  /** Sends an error in OpenAI's form. */
  sendError(status: number, error: ErrorFields): void {
    this.send(status, JSON.stringify(errorBody(error)));
  }

  sendCompletion(model: string, text: string): void {
    this.send(200, JSON.stringify(completionBody(model, text)));
  }

  /** Sends the status line and headers of an event stream. */
  open(framing: Framing = "chunked", contentType = "text/event-stream; charset=utf-8"): void {
    this.#begun = true;
    this.#framing = framing;
    const headers: Record<string, string> = {
      "content-type": contentType,
      "cache-control": "no-cache",
    };
    if (framing === "chunked") headers["transfer-encoding"] = "chunked";
    else if (framing === "close") headers.connection = "close";
    else headers["content-length"] = String(framing.length);
    this.#connection.write(httpHead(200, headers));
  }

  /** Sends bytes of the body, framed. */
  write(bytes: Uint8Array): void {
    this.#connection.write(this.#framing === "chunked" ? httpChunk(bytes) : bytes);
  }

  /** Sends bytes that are framed already. */
  writeFramed(bytes: Uint8Array): void {
    this.#connection.write(bytes);
  }

  /** Ends the body properly; the connection stays open where the framing allows it. */
  end(): void {
    if (this.#framing === "chunked") this.#connection.write(lastHttpChunk);
    this.#finish();
    if (this.#framing === "close") this.#connection.end();
  }

  /** FIN or RST in the middle of the body. */
  cut(how: "fin" | "rst"): void {
    this.#finish();
    if (how === "fin") this.#connection.end();
    else this.#connection.reset();
  }

  #finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#onFinished();
  }
}
