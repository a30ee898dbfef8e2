import { summarizeStatement } from "./summarize-statement.ts";
import { errorTypeOf, type Tracer } from "./tracer.ts";

/** Called with a statement's text between the parameters; returns what to call at its end, if any. */
export type WatchStatement = (parts: readonly string[]) => ((error?: unknown) => void) | undefined;

/**
 * Adds each statement to the span that sends it, from the moment it is handed to the pool: waiting
 * for a connection counts. Outside a recorded trace it costs one look-up.
 */
export function traceStatements(tracer: Pick<Tracer, "current">): WatchStatement {
  return (parts) => {
    const span = tracer.current();
    if (!span.isRecording) return undefined;
    const startedAt = performance.now();
    return (error) => {
      const { operation, summary } = summarizeStatement(parts);
      const attributes = {
        "db.system.name": "postgresql",
        "db.operation.name": operation,
        "db.query.summary": summary,
      };
      const failure = error === undefined ? undefined : errorTypeOf(error);
      span.record(
        { name: summary, kind: "client", attributes, startedAt },
        performance.now(),
        failure,
      );
    };
  };
}
