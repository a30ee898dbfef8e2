import type { JSX } from "solid-js";
import type { AnalyticsFigures } from "../../shared/analytics.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { figureFormats } from "./format-figures.ts";
import { ScrollingTable, type TableColumn } from "./scrolling-table.tsx";
import { costColumn, tokenColumns } from "./usage-columns.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** Figures of one workflow, model or connection. */
export interface FiguresRow extends AnalyticsFigures {
  name: string;
  people?: number | null;
}

/** The figures of several workflows, models or connections, as a table. */
export function FiguresTable(props: {
  title: string;
  /** The heading of the first column. */
  of: string;
  rows: readonly FiguresRow[];
  /** Models and connections have no messages. */
  hasMessages: boolean;
}): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  const columns = () => {
    const format = figureFormats(locale());
    const known = (value: number | null | undefined, write: (value: number) => string) =>
      value === null || value === undefined ? w("none") : write(value);
    const column = (label: string, cell: TableColumn<FiguresRow>["cell"]) => ({ label, cell });
    const { rows } = props;
    return [
      ...(props.hasMessages
        ? [
            column(w("messages"), ({ messages }) => format.count(messages)),
            column(w("sessions"), ({ sessions }) => format.count(sessions)),
          ]
        : [column(w("replies"), ({ replies }) => format.count(replies))]),
      ...(rows.some(({ people }) => typeof people === "number")
        ? [column(w("people"), ({ people }) => known(people, format.count))]
        : []),
      ...tokenColumns(rows, { w, format }),
      ...costColumn(rows, { w, format }),
      column(w("column.p50"), (row) => known(row.firstTokenP50Ms, format.time)),
      column(w("column.p95"), (row) => known(row.firstTokenP95Ms, format.time)),
      column(w("errors"), ({ errors }) => format.count(errors)),
    ];
  };
  return <ScrollingTable title={props.title} of={props.of} rows={props.rows} columns={columns()} />;
}
