import { createContinuationJoiner } from "./join-continuation.ts";
import type { ReplySink } from "../provider.ts";

/** Ends a call whose model begins its reply anew instead of going on with it. */
export class StartedOver extends Error {
  override readonly name = "StartedOver";

  constructor() {
    super("the model begins its reply anew");
  }
}

/** A sink that takes a continuation and hands on what is new in it. */
export interface JoinSink extends ReplySink {
  /** An answer begins: the model goes on in its own message, or was asked to go on. */
  begin(isPrefilled: boolean): void;
  /** The answer has ended well: hands on what was held back. */
  finish(): Promise<void>;
  readonly isPrefilled: boolean;
  /** Whether something new has come. */
  readonly hasWritten: boolean;
  /** Whether the answer was ended because the model had begun anew. */
  readonly hasStartedOver: boolean;
}

/** @param before the reply so far */
export function createJoinSink(before: string, sink: ReplySink): JoinSink {
  const hangUp = new AbortController();
  let isPrefilled = false;
  let joiner = createContinuationJoiner({ before, isAsked: true });
  let hasWritten = false;
  const write = (text: string) => {
    if (text === "") return undefined;
    hasWritten = true;
    return sink.write(text);
  };
  const giveUpAnew = () => {
    if (isPrefilled && joiner.hasStartedOver) hangUp.abort(new StartedOver());
    hangUp.signal.throwIfAborted();
  };
  return {
    signal: AbortSignal.any([sink.signal, hangUp.signal]),
    begin(prefilled) {
      isPrefilled = prefilled;
      joiner = createContinuationJoiner({ before, isAsked: !isPrefilled });
    },
    write(text) {
      const added = joiner.push(text);
      giveUpAnew();
      return write(added);
    },
    async finish() {
      const added = joiner.flush();
      giveUpAnew();
      await write(added);
    },
    think: (text) => sink.think(text),
    rethink() {
      joiner = createContinuationJoiner({ before, isAsked: !isPrefilled });
      if (hasWritten) sink.rethink();
      hasWritten = false;
    },
    waiting: (ms) => sink.waiting?.(ms),
    shown: (view) => sink.shown?.(view),
    get isPrefilled() {
      return isPrefilled;
    },
    get hasWritten() {
      return hasWritten;
    },
    get hasStartedOver() {
      return hangUp.signal.aborted;
    },
  };
}
