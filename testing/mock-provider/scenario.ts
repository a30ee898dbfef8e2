import type { ChatRequest } from "./chat-request.ts";
import type { Gate } from "./gate.ts";
import type { Pacer } from "./pacer.ts";
import type { Params } from "./params.ts";
import type { TokenFrames } from "./token-frames.ts";
import type { ChunkStream } from "./chunk-stream.ts";
import type { Responder } from "./responder.ts";

/** One request on its way through a scenario. */
export interface ScenarioCall {
  request: ChatRequest;
  params: Params;
  /** How many requests with this directive the mock has received, including this one. */
  attempt: number;
  /** Raw bytes and ends. */
  out: Responder;
  /** OpenAI's chunks. */
  chunks: ChunkStream;
  pacer: Pacer;
  frames: TokenFrames;
  /** Hands the reply over to the test. */
  hold(gate: Gate): void;
}

/** A way to answer: what is sent, and the text that a reader should end up with. */
export interface Scenario {
  /** Parameters a directive may give. */
  keys: readonly string[];
  run(call: ScenarioCall): void | Promise<void>;
  /** The full text of an undisturbed reply; absent where there is none, or the test decides. */
  text?(params: Params, lastUserMessage: string): string;
}
