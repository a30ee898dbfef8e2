import { type Accessor, type JSX, Show } from "solid-js";
import type { PersonsView, UsageFigures, UsageOwner } from "../../shared/analytics.ts";
import { LoadedView } from "../account/loaded.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { figureFormats } from "./format-figures.ts";
import { createLiveView, type Look } from "./live-view.ts";
import { ScrollingTable, type TableColumn } from "./scrolling-table.tsx";
import { costColumn, tokenColumns } from "./usage-columns.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

type Row = UsageFigures & { name: string };

/** Usage by person, up to date. Nothing if the operator turned it off. */
export function PersonsTable(props: {
  look: Accessor<Look>;
  read: (look: Look) => Promise<PersonsView>;
}): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  const live = createLiveView(props.look, (look) => props.read(look));
  const nameOf = (owner: UsageOwner): string => {
    switch (owner.kind) {
      case "account":
        return owner.email ?? owner.userId;
      case "others":
      case "guests":
        return w(`person.${owner.kind}`, figureFormats(locale()).count(owner.people));
      case "deleted":
        return w("person.deleted");
    }
  };
  const columns = (rows: readonly Row[]): TableColumn<Row>[] => {
    const format = figureFormats(locale());
    return [
      { label: w("messages"), cell: ({ messages }) => format.count(messages) },
      { label: w("replies"), cell: ({ replies }) => format.count(replies) },
      ...tokenColumns(rows, { w, format }),
      ...costColumn(rows, { w, format }),
      { label: w("errors"), cell: ({ errors }) => format.count(errors) },
    ];
  };
  return (
    <LoadedView loaded={live}>
      {(view) => {
        const rows = () =>
          (view().persons ?? []).map(({ owner, ...usage }) => ({ name: nameOf(owner), ...usage }));
        const hasDeleted = () => view().persons?.some(({ owner }) => owner.kind === "deleted");
        return (
          <div aria-busy={live.pending()} class={live.pending() ? "opacity-60" : ""}>
            <ScrollingTable
              title={w("persons")}
              of={w("person")}
              rows={rows()}
              columns={columns(rows())}
            />
            <Show when={hasDeleted()}>
              <p class="mt-2 text-sm text-muted">{w("person.deleted.hint")}</p>
            </Show>
          </div>
        );
      }}
    </LoadedView>
  );
}
