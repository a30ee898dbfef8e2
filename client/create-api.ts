import { type Operation, type TRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import type { Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { iterateEvents } from "./iterate-events.ts";

/** What a call comes with besides its input. */
type Options = Partial<Pick<Operation, "signal" | "context">> & Observer;

/** The callbacks of a subscription. */
type Observer = Partial<
  Record<"onStarted" | "onData" | "onError" | "onStopped", (value: unknown) => void> &
    Record<"onComplete", () => void> &
    Record<"onConnectionStateChange", (value: unknown) => void>
>;

/** What a call of the interface names: `api.threads.list.query(input, options)`. */
interface Named {
  type: Operation["type"];
  path: string;
  input: unknown;
  options: Options;
}

/**
 * Every procedure of the server as a function, sent through the links; the last link has to send
 * it. It does what tRPC's own does, in half the code, which every page loads.
 */
export function createApi(links: readonly TRPCLink<AppRouter>[]): TRPCClient<AppRouter> {
  const chain = links.map((link) => link({}));
  let lastId = 0;
  const results = ({ type, path, input, options }: Named) => {
    const { signal = null, context = {} } = options;
    const through = (index: number, op: Operation): ReturnType<(typeof chain)[number]> => {
      const link = chain[index];
      if (!link) throw new Error("No link is left to send the call.");
      return link({ op, next: (next) => through(index + 1, next) });
    };
    return through(0, { id: ++lastId, type, path, input, context, signal });
  };
  const ask = (call: Named) =>
    new Promise((resolve, reject) => {
      results(call).subscribe({
        next: ({ result }) => "data" in result && resolve(result.data),
        error: (error) => reject(TRPCClientError.from(error)),
        // No matter when there was an answer.
        complete: () => reject(TRPCClientError.from(new Error("The call was given up."))),
      });
    });
  const follow = (call: Named, observer: Observer): Unsubscribable =>
    results(call).subscribe({
      next: ({ result, context }) => tell(observer, result, context),
      error: (error) => observer.onError?.(error),
      complete: () => observer.onComplete?.(),
    });
  // The types are those of the server's router, which only exist while it is compiled.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return pathsOf((call) => {
    if (call.type !== "subscription") return ask(call);
    if (observerKeys.some((key) => call.options[key])) return follow(call, call.options);
    return iterateEvents((observer) => follow(call, observer), call.options.signal ?? null);
  }) as TRPCClient<AppRouter>;
}

const observerKeys = [
  "onStarted",
  "onData",
  "onError",
  "onStopped",
  "onComplete",
  "onConnectionStateChange",
] as const satisfies readonly (keyof Observer)[];

/** A result of a subscription. */
interface Result {
  type?: string | undefined;
  data?: unknown;
}

function tell(observer: Observer, result: Result, context: unknown): void {
  if (result.type === "started") observer.onStarted?.({ context });
  else if (result.type === "stopped") observer.onStopped?.(undefined);
  else if (result.type === "state") observer.onConnectionStateChange?.(result);
  else observer.onData?.(result.data);
}

const types: Readonly<Record<string, Operation["type"]>> = {
  query: "query",
  mutate: "mutation",
  subscribe: "subscription",
};

/** An object whose paths are functions: `a.b.query(input)` calls with `a.b`. */
function pathsOf(call: (named: Named) => unknown, names: readonly string[] = []): object {
  return new Proxy(() => {}, {
    get: (_, name) =>
      // An object with `then` would be awaited.
      typeof name === "string" && name !== "then" ? pathsOf(call, [...names, name]) : undefined,
    apply(_, __, [input, options = {}]: [unknown, Options?]) {
      const type = types[names.at(-1) ?? ""];
      const path = names.slice(0, -1).join(".");
      if (!type) throw new TypeError(`${names.join(".")} is no call of a procedure.`);
      return call({ type, path, input, options });
    },
  });
}
