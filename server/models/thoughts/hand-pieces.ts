import type { Watchdog } from "../patience/watchdog.ts";
import type { ReplySink } from "../provider.ts";
import type { Piece } from "./split-thoughts.ts";

type PieceSink = Omit<ReplySink, "signal">;

/**
 * Passes pieces on, nearly always one. A slow consumer's time does not count as the provider's.
 *
 * @returns a promise to await when the consumer is behind
 */
export function handPieces(
  pieces: readonly Piece[],
  sink: PieceSink,
  watchdog: Watchdog,
): Promise<void> | undefined {
  for (const [index, piece] of pieces.entries()) {
    const behind = handOne(piece, sink);
    if (!behind) continue;
    watchdog.disarm();
    return behind.then(() => handPieces(pieces.slice(index + 1), sink, watchdog));
  }
  return undefined;
}

function handOne(piece: Piece, sink: PieceSink): Promise<void> | undefined {
  switch (piece.kind) {
    case "text":
      return sink.write(piece.text);
    case "thought":
      return sink.think(piece.text);
    case "rethink":
      sink.rethink();
      return undefined;
  }
}
