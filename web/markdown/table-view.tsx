import { Index, type JSX, Show } from "solid-js";
import { CopyButton } from "./copy-button.tsx";
import { copyTable } from "./copy-table.ts";
import { InlineViews } from "./inline-view.tsx";
import type { Align, Block, Inline } from "./nodes.ts";
import { plainText } from "./plain-text.ts";
import { useMarkdown } from "./services.ts";
import { tableText } from "./table-text.ts";

type Table = Extract<Block, { type: "table" }>;

/** Formulas give a cell no accessible name, so a header of nothing else is named by their source. */
function HeaderWords(props: { nodes: readonly Inline[] }): JSX.Element {
  const words = () => props.nodes.filter((node) => !hasOnlyFormulas(node));
  return (
    <Show when={words().length === 0} fallback={<InlineViews nodes={props.nodes} />}>
      <span aria-hidden="true">
        <InlineViews nodes={props.nodes} />
      </span>
      <span class="sr-only">{plainText(props.nodes)}</span>
    </Show>
  );
}

function hasOnlyFormulas(node: Inline): boolean {
  if (node.type === "text") return node.text.trim() === "";
  return node.type === "styled" ? node.children.every(hasOnlyFormulas) : node.type === "math";
}

/** A table in its own scroll container, which the keyboard can scroll too, and its copy button. */
export function TableView(props: { table: Table }): JSX.Element {
  const { w, services } = useMarkdown();
  const alignClass = (align: Align | undefined) => (align ? `md-align-${align}` : undefined);
  return (
    <div class="md-table-box">
      <div class="md-table" dir="auto" role="group" aria-label={w("markdown.table")} tabindex={0}>
        <table>
          <thead>
            <tr>
              <Index each={props.table.header}>
                {(cell, column) => (
                  <Show when={cell().length > 0} fallback={<td />}>
                    <th scope="col" class={alignClass(props.table.align[column])}>
                      <HeaderWords nodes={cell()} />
                    </th>
                  </Show>
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
      <div class="md-table-tools">
        <CopyButton
          named
          label={w("markdown.csv")}
          copy={() => copyTable(tableText(props.table), services.copy)}
        />
      </div>
    </div>
  );
}
