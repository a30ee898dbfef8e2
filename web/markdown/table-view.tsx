import { Index, type JSX, Show } from "solid-js";
import { InlineViews } from "./inline-view.tsx";
import type { Align, Block } from "./nodes.ts";
import { useMarkdown } from "./services.ts";

type Table = Extract<Block, { type: "table" }>;

/** A table in its own scroll container, which the keyboard can scroll too. */
export function TableView(props: { table: Table }): JSX.Element {
  const { labels } = useMarkdown();
  const alignClass = (align: Align | undefined) => (align ? `md-align-${align}` : undefined);
  return (
    <div class="md-table" dir="auto" role="group" aria-label={labels.table} tabindex={0}>
      <table>
        <thead>
          <tr>
            <Index each={props.table.header}>
              {(cell, column) => (
                <th scope="col" class={alignClass(props.table.align[column])}>
                  <InlineViews nodes={cell()} />
                </th>
              )}
            </Index>
          </tr>
        </thead>
        <Show when={props.table.rows.length > 0}>
          <tbody>
            <Index each={props.table.rows}>
              {(row) => (
                <tr>
                  <Index each={row()}>
                    {(cell, column) => (
                      <td class={alignClass(props.table.align[column])}>
                        <InlineViews nodes={cell()} />
                      </td>
                    )}
                  </Index>
                </tr>
              )}
            </Index>
          </tbody>
        </Show>
      </table>
    </div>
  );
}
