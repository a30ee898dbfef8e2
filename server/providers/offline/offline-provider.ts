import { type Provider, ProviderError, type ReplySink, type ProviderRequest } from "../provider.ts";
import { type Calculator, loadCalculator } from "./arithmetic/load-calculator.ts";
import { answer } from "./choose-skill.ts";
import { estimateUsage } from "./estimate-usage.ts";
import { makeTitle } from "./make-title.ts";
import { cutToPieces, pause, unlessAborted, wordPieces } from "./pace-text.ts";
import { readRequest } from "./read-request.ts";
import type { SkillTools } from "./skill.ts";
import type { ThreadArchive } from "./thread-archive.ts";

/** The name of the model inside this server. */
export const offlineModel = "builtin-offline";

/** Milliseconds between two pieces of text: about the pace of a fast model server. */
const defaultPaceMs = 11;

export interface OfflineProviderDeps {
  threads: ThreadArchive;
  now?: () => Date;
  /** Milliseconds between two pieces of text; 0 sends them without waiting. */
  paceMs?: number;
}

/**
 * The model that answers while no model server is configured: small tools that work on what the
 * person wrote, and say what they are. It calls nothing outside this server.
 *
 * No text makes it fail; a failing archive is a `ProviderError` with the code `internal`.
 */
export function createOfflineProvider(deps: OfflineProviderDeps): Provider {
  const tools: SkillTools = { threads: deps.threads, calculator: loadOnce(loadCalculator) };
  return {
    name: "builtin",
    async warmUp() {
      (await tools.calculator()).evaluate("1 + 1");
    },
    listModels: async () => [offlineModel],
    async stream(request, { signal, write }) {
      signal.throwIfAborted();
      const work = compose(request, tools, deps.now?.() ?? new Date());
      const reply = await unlessAborted(work, signal);
      const text = cutToPieces(reply, request.maxOutputTokens);
      await writePaced(text, deps.paceMs ?? defaultPaceMs, { signal, write });
      return estimateUsage(request, text);
    },
  };
}

async function compose(request: ProviderRequest, tools: SkillTools, now: Date): Promise<string> {
  if (request.purpose === "title") return makeTitle(request);
  try {
    return (await answer(readRequest(request, now), tools)).toWellFormed();
  } catch (cause) {
    throw new ProviderError("internal", "the offline model failed", { cause });
  }
}

async function writePaced(
  text: string,
  paceMs: number,
  { signal, write }: ReplySink,
): Promise<void> {
  let isFirst = true;
  for (const piece of wordPieces(text)) {
    if (!isFirst && paceMs > 0) await pause(paceMs, signal);
    signal.throwIfAborted();
    isFirst = false;
    await write(piece);
  }
  signal.throwIfAborted();
}

/** Loads on the first call; a failed load is tried again on the next. */
function loadOnce(load: () => Promise<Calculator>): () => Promise<Calculator> {
  let loading: Promise<Calculator> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
