import type { Scenario, ScenarioCall } from "../scenario.ts";
import { tokenAt, tokensOf } from "../text.ts";

/** Tokens in one write: some 50 KB. */
const blockTokens = 200;

async function pour({ params, chunks, out }: ScenarioCall, total: number): Promise<void> {
  const kind = params.kind();
  chunks.start();
  for (let sent = 0; sent < total && !out.closed.aborted; sent += blockTokens) {
    const block: Uint8Array[] = [];
    for (let i = sent; i < Math.min(total, sent + blockTokens); i++) {
      block.push(chunks.chunk({ delta: { content: tokenAt(kind, i) } }));
    }
    out.write(Buffer.concat(block));
    await out.drain();
  }
  if (!out.closed.aborted) chunks.finish(total);
}

function pouring(defaultTokens: number): Scenario {
  return {
    keys: ["tokens", "kind", "endless"],
    run: (call) =>
      pour(
        call,
        call.params.flag("endless")
          ? Number.POSITIVE_INFINITY
          : call.params.number("tokens", defaultTokens),
      ),
    text: (params) => tokensOf(params.kind(), params.number("tokens", defaultTokens)).join(""),
  };
}

/** As fast as the socket takes it; `endless=1` never stops. */
export const flood = pouring(20_000);

/** 200,000 deltas of one token each. */
export const many = pouring(200_000);
