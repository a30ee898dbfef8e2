import type { ChatRequest } from "./chat-request.ts";
import type { Framing, Responder } from "./responder.ts";
import { type ChunkFields, chunkJson, sse, usageBody } from "./wire.ts";

/** The chunks of one streamed answer, as OpenAI orders them. */
export class ChunkStream {
  readonly #request: ChatRequest;
  readonly #out: Responder;

  constructor(request: ChatRequest, out: Responder) {
    this.#request = request;
    this.#out = out;
  }

  chunk(fields: ChunkFields): Uint8Array {
    return sse(chunkJson(this.#request, fields));
  }

  send(fields: ChunkFields): void {
    this.#out.write(this.chunk(fields));
  }

  /** Opens the stream and sends the chunk that names the role. */
  start(framing: Framing = "chunked"): void {
    this.#out.open(framing);
    this.send({ delta: { role: "assistant", content: "", refusal: null } });
  }

  text(content: string): void {
    this.send({ delta: { content } });
  }

  texts(contents: readonly string[]): void {
    for (const content of contents) this.text(content);
  }

  /** finish_reason, usage where asked for, `[DONE]`, and the body's end. */
  finish(outputTokens: number, finishReason = "stop"): void {
    this.send({ finishReason });
    if (this.#request.includeUsage)
      this.send({ choices: false, usage: usageBody(11, outputTokens) });
    this.done();
    this.#out.end();
  }

  done(): void {
    this.#out.write(sse("[DONE]"));
  }
}
