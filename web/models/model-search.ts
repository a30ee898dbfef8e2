import { type Accessor, batch, createSignal } from "solid-js";
import type { OfferedModel, OfferedModels } from "../../shared/model.ts";
import type { Schedule } from "../composer/drafts.ts";

/** Time without typing after which the server is asked, in milliseconds. */
const askAfterMs = 120;

/** Most models on the page: beyond that, searching is quicker than looking. */
export const mostShown = 500;

/** Asks for a page of models. */
export type LoadModels = (page: { query: string; cursor: number }) => Promise<OfferedModels>;

/** The models that are found, a page after the other. */
export interface ModelSearch {
  /** Of the newest search that was answered. */
  models: Accessor<readonly OfferedModel[]>;
  /** How many there are in all. */
  total: Accessor<number>;
  status: Accessor<"loading" | "ready" | "failed">;
  /** Whether the models are still those of an earlier search. */
  stale: Accessor<boolean>;
  /** Searches soon; another search meanwhile takes its place. */
  search(query: string): void;
  /** Loads the next page, unless there is none or one is on its way. */
  more(): void;
  /** Asks again after a failure. */
  retry(): void;
}

/** Begins with all models. */
export function createModelSearch(load: LoadModels, schedule: Schedule): ModelSearch {
  const [models, setModels] = createSignal<readonly OfferedModel[]>([]);
  const [total, setTotal] = createSignal(0);
  const [status, setStatus] = createSignal<"loading" | "ready" | "failed">("loading");
  const [stale, setStale] = createSignal(false);
  let query = "";
  let next: number | null = 0;
  /** Goes up with every search: answers to those before do not count any more. */
  let searches = 0;
  let cancel = () => {};

  async function ask(cursor: number): Promise<void> {
    const asked = searches;
    setStatus("loading");
    try {
      const page = await load({ query, cursor });
      if (asked !== searches) return;
      next = page.nextCursor;
      batch(() => {
        setModels(cursor === 0 ? page.models : withoutRepetitions([...models(), ...page.models]));
        setTotal(page.total);
        setStale(false);
        setStatus("ready");
      });
    } catch {
      if (asked === searches) setStatus("failed");
    }
  }

  void ask(0);
  return {
    models,
    total,
    status,
    stale,
    search(text) {
      query = text;
      searches++;
      cancel();
      batch(() => {
        setStatus("loading");
        setStale(true);
      });
      cancel = schedule(() => void ask(0), askAfterMs);
    },
    more() {
      if (status() === "ready" && next !== null && models().length < mostShown) void ask(next);
    },
    retry() {
      if (status() === "failed") void ask(stale() || models().length === 0 ? 0 : (next ?? 0));
    },
  };
}

/** The list may have changed between two pages. */
function withoutRepetitions(models: readonly OfferedModel[]): OfferedModel[] {
  return [...new Map(models.map((model) => [model.name, model])).values()];
}
