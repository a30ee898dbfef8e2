import type { ReplySink } from "../provider.ts";

/** A sink, and whether anything has reached it. */
export interface WatchedSink {
  sink: ReplySink;
  /** Whether text or thoughts have come. */
  hasBegun(): boolean;
}

/** @param begins called before the first text or thought */
export function watchBeginning(sink: ReplySink, begins: () => void): WatchedSink {
  let hasBegun = false;
  const begin = () => {
    if (hasBegun) return;
    hasBegun = true;
    begins();
  };
  return {
    sink: {
      ...sink,
      write(text) {
        begin();
        return sink.write(text);
      },
      think(text) {
        begin();
        return sink.think(text);
      },
    },
    hasBegun: () => hasBegun,
  };
}
