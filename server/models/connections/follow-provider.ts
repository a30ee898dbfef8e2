import type { Provider } from "../provider.ts";

/** A provider that can be replaced: each call goes to the current one. */
export function followProvider(current: () => Promise<Provider>): Provider {
  return {
    name: "connections",
    async nameFor(model) {
      const provider = await current();
      return (await provider.nameFor?.(model)) ?? provider.name;
    },
    async warmUp() {
      await (await current()).warmUp?.();
    },
    stream: async (request, sink) => (await current()).stream(request, sink),
    findWindow: async (model, signal) =>
      (await (await current()).findWindow?.(model, signal)) ?? null,
    findEfforts: async (model, signal) =>
      (await (await current()).findEfforts?.(model, signal)) ?? null,
    effortsOf: async (model, told) => (await (await current()).effortsOf?.(model, told)) ?? [],
  };
}
