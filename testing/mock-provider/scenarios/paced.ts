import { DirectiveError } from "../directive.ts";
import { chunkJson, httpChunk, sse } from "../wire.ts";
import type { Scenario, ScenarioCall } from "../scenario.ts";
import { tokensOf } from "../text.ts";

/** Unix milliseconds have thirteen digits until the year 2286. */
const stampHole = "0000000000000";

/** Frames whose text is the time of sending, so that a reader can measure each token's delay. */
function stampedFrame({ request }: ScenarioCall): () => Uint8Array {
  const frame = Buffer.from(
    httpChunk(sse(chunkJson(request, { delta: { content: `${stampHole} ` } }))),
  );
  const hole = frame.indexOf(stampHole);
  return () => {
    const stamped = Buffer.from(frame);
    stamped.write(String(Date.now()), hole, "latin1");
    return stamped;
  };
}

function runPaced(call: ScenarioCall): void {
  const { params, chunks, out, pacer } = call;
  const total = params.number("tokens", 100);
  const frameAt = params.flag("stamp")
    ? stampedFrame(call)
    : call.frames.framesOf(call.request, params.kind());
  const rate = params.number("rate", 20);
  if (rate === 0) throw new DirectiveError('"rate" has to be more than 0');
  chunks.start();
  pacer.add({
    startMs: performance.now() + params.number("delay", 0),
    intervalMs: 1_000 / rate,
    total,
    step: (index) => out.writeFramed(frameAt(index)),
    done: () => chunks.finish(total, params.text("finish", "stop")),
    signal: out.closed,
  });
}

/**
 * `tokens` at `rate` a second, the first after `delay` ms. `kind` chooses the text, `finish` the
 * finish_reason; `stamp=1` makes every token the Unix time in milliseconds at which it was sent.
 */
export const paced: Scenario = {
  keys: ["tokens", "rate", "delay", "kind", "finish", "stamp"],
  run: runPaced,
  text(params) {
    if (params.flag("stamp")) throw new DirectiveError("stamped text is not known beforehand");
    return tokensOf(params.kind(), params.number("tokens", 100)).join("");
  },
};
