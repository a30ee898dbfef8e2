import { useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import type {
  AnalyticsFile,
  AnalyticsView,
  CommentsView,
  PersonsView,
} from "../../shared/analytics.ts";
import { LoadedView } from "../account/loaded.tsx";
import { Button } from "../ui/button.tsx";
import { saveFile } from "../ui/save-file.ts";
import { CommentsList } from "./comments-list.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { createLiveView, type Look } from "./live-view.ts";
import { readLook } from "./look-of-address.ts";
import { PersonsTable } from "./persons-table.tsx";
import { Plots } from "./plots.tsx";
import { RangeBar } from "./range-bar.tsx";
import { holdsMoment, isEmpty } from "./series-of-view.ts";
import { Totals } from "./totals.tsx";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** Where the figures come from. */
export interface DashboardSource {
  read(look: Look): Promise<AnalyticsView>;
  export(look: Look): Promise<AnalyticsFile>;
  /** Absent where the figures are those of one person. */
  readPersons?: (look: Look) => Promise<PersonsView>;
  /** The same. */
  readComments?: (look: Look) => Promise<CommentsView>;
}

/** Live figures over a range of the calendar, which is in the address. */
export function Dashboard(props: { source: DashboardSource }): JSX.Element {
  const w = useAnalyticsWords();
  const [address, setAddress] = useSearchParams();
  const look = createMemo(() => readLook(address), undefined, {
    equals: (a, b) => a.range === b.range && a.on === b.on,
  });
  const live = createLiveView(look, (wanted) => props.source.read(wanted));
  const choose = ({ range, on }: Look) => setAddress({ range, on: on ?? null });
  const goesOn = () => {
    const view = live.value();
    return view !== null && holdsMoment(view, new Date());
  };
  return (
    <>
      <RangeBar look={look()} view={live.pending() ? null : live.value()} choose={choose} />
      <p role="status" class="mt-2 text-sm text-muted">
        {[live.stale() ? w("stale") : goesOn() ? w("live") : "", w("utc")].join(" ").trim()}
      </p>
      <LoadedView loaded={live}>
        {(view) => (
          <div aria-busy={live.pending()} class={live.pending() ? "opacity-60" : ""}>
            <Show when={!isEmpty(view())} fallback={<p class="mt-8 text-muted">{w("empty")}</p>}>
              <Figures view={view()} />
              <Show when={props.source.readPersons}>
                {(read) => <PersonsTable look={look} read={read()} />}
              </Show>
              <SaveButton save={() => props.source.export(look())} />
            </Show>
            <Show when={props.source.readComments}>
              {(read) => <CommentsList look={look} read={read()} />}
            </Show>
          </div>
        )}
      </LoadedView>
    </>
  );
}

function Figures(props: { view: AnalyticsView }): JSX.Element {
  const w = useAnalyticsWords();
  /** None for a single connection: its figures are the totals. */
  const namedConnections = () => {
    const connections = props.view.connections ?? [];
    if (connections.length < 2) return [];
    return connections.map(({ connection, ...figures }) => ({
      name: connection ?? w("connection.unknown"),
      ...figures,
    }));
  };
  return (
    <>
      <Totals view={props.view} />
      <Show when={props.view.unpriced.length > 0}>
        <p class="mt-2 text-sm text-muted">{w("unpriced", props.view.unpriced.join(", "))}</p>
      </Show>
      <Plots view={props.view} />
      <FiguresTable
        title={w("workflows")}
        of={w("workflow")}
        rows={props.view.workflows}
        hasMessages
      />
      <FiguresTable
        title={w("models")}
        of={w("model")}
        rows={props.view.models.map(({ model, ...figures }) => ({ name: model, ...figures }))}
        hasMessages={false}
      />
      <FiguresTable
        title={w("connections")}
        of={w("connection")}
        rows={namedConnections()}
        hasMessages={false}
      />
    </>
  );
}

function SaveButton(props: { save: () => Promise<AnalyticsFile> }): JSX.Element {
  const w = useAnalyticsWords();
  const [failed, setFailed] = createSignal(false);
  async function save(): Promise<void> {
    setFailed(false);
    try {
      const { name, csv } = await props.save();
      // With a byte order mark, without which spreadsheets garble accents.
      saveFile(new Blob(["\u{FEFF}", csv], { type: "text/csv;charset=utf-8" }), name);
    } catch {
      setFailed(true);
    }
  }
  return (
    <>
      <Button class="mt-6" icon="document" onClick={() => void save()}>
        {w("export")}
      </Button>
      <p role="alert" class="mt-2 text-sm text-danger empty:hidden">
        {failed() ? w("export.failed") : ""}
      </p>
    </>
  );
}
