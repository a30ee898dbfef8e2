import type { ReplySink } from "../provider.ts";

/** A sink that knows whether it has received anything. */
export interface WatchedSink {
  sink: ReplySink;
  /** Whether it has received text or reasoning. */
  hasBegun(): boolean;
}

/** @param begins called before the first text or reasoning */
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
