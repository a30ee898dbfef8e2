import { For, type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import type { ChartTable } from "./frame-message.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

/** A chart's data, as tables. */
export function ArtifactData(props: { tables: readonly ChartTable[] }): JSX.Element {
  const w = useArtifactWords();
  const { locale } = useI18n();
  const say = (count: number) => count.toLocaleString(locale());
  return (
    <div
      tabindex="0"
      role="group"
      aria-label={w("artifact.data")}
      class="absolute inset-0 overflow-auto bg-bg p-4 text-sm"
    >
      <For each={props.tables} fallback={<p class="text-muted">{w("artifact.empty")}</p>}>
        {(table) => (
          <div class="mb-6">
            <table class="border-collapse text-start" dir="auto">
              <thead>
                <tr>
                  <For each={table.columns}>
                    {(column) => (
                      <th scope="col" class="border-b border-line-strong px-3 py-1.5 text-start">
                        {column}
                      </th>
                    )}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={table.rows}>
                  {(row) => (
                    <tr>
                      <For each={row}>
                        {(cell) => (
                          <td dir="auto" class="border-b border-line px-3 py-1.5 tabular-nums">
                            {cell}
                          </td>
                        )}
                      </For>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
            <Show when={table.total > table.rows.length}>
              <p class="mt-2 text-muted">
                {w("artifact.rows", say(table.rows.length), say(table.total))}
              </p>
            </Show>
          </div>
        )}
      </For>
    </div>
  );
}
