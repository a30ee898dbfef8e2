import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type { ChatClient } from "../../client/connect.ts";
import type { ConnectionState } from "../../client/types.ts";
import type { Workflow } from "../../shared/workflow.ts";

/** The assistants that a user can use. */
export interface Workflows {
  /** All, by name. */
  all: readonly Workflow[];
  /** The default one. */
  standard: Workflow;
}

/** Pause before a retry after an error response, in milliseconds. */
const retryMs = 3_000;

/** The server's workflows, and a way to fetch them again. */
export interface KnownWorkflows {
  /** Null until known. */
  workflows: Accessor<Workflows | null>;
  /** For when an admin may have changed them, or the models behind them. */
  refreshWorkflows: () => void;
  /** Shows those that this device has kept, until the server's are known. */
  adoptWorkflows: (kept: Workflows) => void;
}

/**
 * Fetches the workflows with every connection, because the server may have another model by then.
 */
export function createWorkflows(
  { api }: ChatClient,
  connection: Accessor<ConnectionState>,
): KnownWorkflows {
  const [refreshes, setRefreshes] = createSignal(0);
  const [workflows, setWorkflows] = createSignal<Workflows | null>(null);

  async function fetch(): Promise<boolean> {
    try {
      const [all, standard] = await Promise.all([
        api.workflows.list.query(),
        api.workflows.get.query(),
      ]);
      setWorkflows({ all, standard });
      return true;
    } catch {
      return false;
    }
  }

  createEffect(() => {
    refreshes();
    if (connection() !== "open") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const attempt = async () => {
      if ((await fetch()) || stopped) return;
      timer = setTimeout(() => void attempt(), retryMs);
    };
    void attempt();
    onCleanup(() => {
      stopped = true;
      clearTimeout(timer);
    });
  });
  return {
    workflows,
    refreshWorkflows: () => setRefreshes((count) => count + 1),
    adoptWorkflows: (kept) => setWorkflows((known) => known ?? kept),
  };
}
