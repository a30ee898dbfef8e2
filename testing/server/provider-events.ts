import type { FinishReason, Usage } from "../../shared/message.ts";
import type { Provider, ProviderRequest } from "../../server/models/provider.ts";

/** What a provider does, one event at a time. */
export type ProviderEvent =
  | { type: "text" | "thought"; text: string }
  | { type: "rethink" }
  | { type: "usage"; usage: Usage }
  | { type: "finish"; finishReason: FinishReason };

/**
 * A provider's answer as a sequence: the provider waits until each text has been handled. Leaving
 * the
 * loop hangs up.
 */
export async function* eventsOf(
  provider: Provider,
  request: ProviderRequest,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<ProviderEvent, void, undefined> {
  const leave = new AbortController();
  const ready: ProviderEvent[] = [];
  let wake = () => {};
  let goOn = () => {};
  const tell = (event: ProviderEvent) => {
    ready.push(event);
    wake();
    return new Promise<void>((resolve) => (goOn = resolve));
  };
  const sink = {
    write: (text: string) => tell({ type: "text", text }),
    think: (text: string) => tell({ type: "thought", text }),
    rethink: () => void tell({ type: "rethink" }),
  };
  let end: { error?: unknown } | null = null;
  void provider.stream(request, { signal: AbortSignal.any([signal, leave.signal]), ...sink }).then(
    ({ usage, finishReason }) => {
      if (usage) ready.push({ type: "usage", usage });
      if (finishReason) ready.push({ type: "finish", finishReason });
      end = {};
      wake();
    },
    (error: unknown) => {
      end = { error };
      wake();
    },
  );
  const ended = () => end;
  try {
    for (;;) {
      const event = ready.shift();
      if (event) {
        yield event;
        goOn();
        continue;
      }
      const over = ended();
      if (over && "error" in over) throw over.error;
      if (over) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    leave.abort();
    goOn();
  }
}
