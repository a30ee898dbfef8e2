import { createUniqueId, For, type JSX, Show } from "solid-js";

/** A column after the first. */
export interface TableColumn<Row> {
  label: string;
  cell: (row: Row) => string;
}

/** A table of figures that scrolls sideways if it is too wide. Without rows there is nothing. */
export function ScrollingTable<Row extends { name: string }>(props: {
  title: string;
  /** The heading of the first column. */
  of: string;
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
}): JSX.Element {
  const id = createUniqueId();
  return (
    <Show when={props.rows.length > 0}>
      <div class="mt-8">
        <h2 id={id} class="text-lg font-semibold">
          {props.title}
        </h2>
        <div
          role="region"
          aria-labelledby={id}
          tabindex="0"
          class="mt-2 overflow-x-auto rounded-lg border border-line"
        >
          <table aria-labelledby={id} class="w-full text-sm">
            <thead class="bg-subtle">
              <tr>
                <th scope="col" class="px-3 py-2 text-start font-medium">
                  {props.of}
                </th>
                <For each={props.columns}>
                  {({ label }) => (
                    <th scope="col" class="px-3 py-2 text-end font-medium">
                      {label}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody class="divide-y divide-line">
              <For each={props.rows}>
                {(row) => (
                  <tr>
                    <th
                      scope="row"
                      class="max-w-60 min-w-32 px-3 py-2 text-start font-normal wrap-anywhere"
                    >
                      {row.name}
                    </th>
                    <For each={props.columns}>
                      {({ cell }) => (
                        <td class="px-3 py-2 text-end whitespace-nowrap tabular-nums">
                          {cell(row)}
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </div>
    </Show>
  );
}
