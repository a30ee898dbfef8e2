import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type { ChatClient } from "../../client/connect.ts";
import type { ConnectionState } from "../../client/types.ts";
import type { Workflow } from "../../shared/workflow.ts";

/** The assistants that a person can talk to. */
export interface Workflows {
  /** All, by name. */
  all: readonly Workflow[];
  /** The one that answers where none was chosen. */
  standard: Workflow;
}

/** Time before they are asked for again after an answer that was an error, in milliseconds. */
const retryMs = 3_000;

/**
 * The server's workflows; null until they are known. Asked for with every connection: the server
 * may have been given another model in between.
 */
export function createWorkflows(
  { api }: ChatClient,
  connection: Accessor<ConnectionState>,
): Accessor<Workflows | null> {
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
  return workflows;
}
