import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import { createPause } from "../../client/backoff.ts";
import { importChats, watchImport } from "../../client/imports/import-chats.ts";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import { newId } from "../../shared/ids.ts";
import type { Import } from "../../shared/import.ts";
import type { Chat } from "../state/chat.ts";

/** A person's imports. */
export interface OwnImports {
  /** Newest first. */
  list: Accessor<readonly Import[]>;
  /** The one that has not ended; null for none. */
  open: Accessor<Import | null>;
  /** Why the last one could not begin; null if it did. */
  refusal: Accessor<RequestError | null>;
  /** Uploads and imports a file. */
  begin(file: File): Promise<void>;
  cancel(importId: string): Promise<void>;
}

/**
 * Lists imports, and follows the one in progress. Leaving the page ends neither the upload, as long
 * as the tab is open, nor the import.
 */
export function createOwnImports(chat: Chat): OwnImports {
  const [list, setList] = createSignal<readonly Import[]>([]);
  const [refusal, setRefusal] = createSignal<RequestError | null>(null);
  const left = new AbortController();
  onCleanup(() => left.abort());

  const put = (state: Import) =>
    setList((all) =>
      all.some(({ id }) => id === state.id)
        ? all.map((each) => (each.id === state.id ? state : each))
        : [state, ...all],
    );

  async function load(): Promise<void> {
    await chat.client.grant();
    const found = await chat.client.api.imports.list.query();
    setList(found);
    const running = found.find(({ finishedAt }) => finishedAt === null);
    if (!running) return;
    const watching = { pause: createPause(), signal: left.signal, onChange: put };
    await watchImport(chat.client, running.id, watching);
  }
  const report = (cause: unknown) => {
    if (!left.signal.aborted) setRefusal(toRequestError(cause));
  };
  onMount(() => void load().catch(report));

  return {
    list,
    refusal,
    open: () => list().find(({ finishedAt }) => finishedAt === null) ?? null,
    async begin(file) {
      setRefusal(null);
      try {
        const named = { id: newId("import"), file, name: file.name };
        await importChats(chat.client, named, { onChange: put });
      } catch (cause) {
        report(cause);
      }
    },
    async cancel(importId) {
      try {
        put(await chat.client.api.imports.cancel.mutate({ importId }));
      } catch (cause) {
        report(cause);
      }
    },
  };
}
