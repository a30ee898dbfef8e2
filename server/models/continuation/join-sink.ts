import { createContinuationJoiner } from "./join-continuation.ts";
import type { ReplySink } from "../provider.ts";

/** Aborts a call whose model starts its reply over instead of continuing it. */
export class StartedOver extends Error {
  override readonly name = "StartedOver";

  constructor() {
    super("the model begins its reply anew");
  }
}

/** A sink that receives a continuation and passes on what is new. */
export interface JoinSink extends ReplySink {
  /** An answer starts: the model continues its own message, or was asked to continue. */
  begin(isPrefilled: boolean): void;
  /** The answer has ended successfully: passes on the text held back. */
  finish(): Promise<void>;
  readonly isPrefilled: boolean;
  /** Whether anything new was written. */
  readonly hasWritten: boolean;
  /** Whether the answer was aborted because the model started over. */
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
    waiting: (ms, ahead) => sink.waiting?.(ms, ahead),
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
