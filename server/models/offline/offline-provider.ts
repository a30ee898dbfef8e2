import type { Usage } from "../../../shared/message.ts";
import { ProviderError, type ProviderRequest, type ReplySink, type Provider } from "../provider.ts";
import { pause, unlessAborted, wordPieces } from "./pace-text.ts";
import type { ThreadArchive } from "./thread-archive.ts";
import type { ArchiveAnswer, Compose } from "./worker/answer-job.ts";
import { askArchive } from "./worker/known-archive.ts";

/** The name of the built-in model. */
export const offlineModel = "builtin-offline";

/** Milliseconds between pieces of text: about the speed of a fast model server. */
const defaultPaceMs = 11;

/** Maximum number of archive look-ups per reply. */
const mostQuestions = 20;

export interface OfflineProviderDeps {
  threads: ThreadArchive;
  /** Runs the skills off the event loop, because their time depends on user input. */
  compose: Compose;
  warmUp?: () => Promise<void>;
  now?: () => Date;
  /** Milliseconds between pieces of text; 0 sends them without pauses. */
  paceMs?: number;
}

/**
 * The model used while no model server is configured: small tools that process the user's text, and
 * say what they are. It calls nothing outside this server.
 *
 * A failing archive or skill throws a `ProviderError` with the code `internal`; a request that
 * takes too much time or memory, one with `too_complex`.
 */
export function createOfflineProvider(deps: OfflineProviderDeps): Provider {
  return {
    name: "builtin",
    ...(deps.warmUp ? { warmUp: deps.warmUp } : {}),
    async stream(request, { signal, write }) {
      signal.throwIfAborted();
      const { text, usage, isCut } = await unlessAborted(compose(request, deps, signal), signal);
      await writePaced(text, deps.paceMs ?? defaultPaceMs, { signal, write });
      return { usage, finishReason: isCut ? "length" : null };
    },
  };
}

async function compose(
  request: ProviderRequest,
  deps: OfflineProviderDeps,
  signal: AbortSignal,
): Promise<{ text: string; usage: Usage; isCut: boolean }> {
  const job = { request: withoutPictures(request), now: deps.now?.() ?? new Date() };
  const known: ArchiveAnswer[] = [];
  while (known.length <= mostQuestions) {
    const answer = await deps.compose({ ...job, known }, signal);
    if (answer.kind === "text") return answer;
    if (answer.kind === "failed")
      throw new ProviderError("internal", `the offline model failed: ${answer.reason}`);
    try {
      known.push(await askArchive(deps.threads, request.user.id, answer.question));
    } catch (cause) {
      throw new ProviderError("internal", "the archive failed", { cause });
    }
  }
  throw new ProviderError("internal", "the offline model made too many archive queries");
}

/** The skills only use the size of images. */
function withoutPictures(request: ProviderRequest): ProviderRequest {
  const turns = request.turns.map(({ files, ...turn }) => {
    const light = files?.map((file) =>
      file.kind === "image" ? { ...file, bytes: new Uint8Array() } : file,
    );
    return light ? { ...turn, files: light } : turn;
  });
  return { ...request, turns };
}

async function writePaced(
  text: string,
  paceMs: number,
  { signal, write }: Pick<ReplySink, "signal" | "write">,
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
