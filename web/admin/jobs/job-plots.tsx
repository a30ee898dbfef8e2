import { createMemo, createSignal, type JSX, Show } from "solid-js";
import {
  type QueueName,
  queueNames,
  type StatisticsSpan,
  statisticsSpans,
} from "../../../shared/job-names.ts";
import type { JobStatistics } from "../../../shared/jobs.ts";
import { LoadedView } from "../../account/loaded.tsx";
import { Section } from "../../account/section.tsx";
import { TimeChart } from "../../charts/time-chart.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { createLive } from "../live.ts";
import { Choice } from "./choice.tsx";
import { formatSeconds } from "./format-seconds.ts";
import { useJobWords } from "./words/job-words.ts";
import { StaleNote } from "./stale-note.tsx";

/** Refresh interval in milliseconds; the statistics are recorded once a minute. */
const refreshMs = 30_000;

/** The depth of a queue and the times of its jobs, over the last day or week. */
export function JobPlots(): JSX.Element {
  const w = useJobWords();
  const [queue, setQueue] = createSignal<QueueName>("generation");
  const [span, setSpan] = createSignal<StatisticsSpan>("day");
  const wish = createMemo(() => ({ queue: queue(), span: span() }));
  return (
    <Section title={w("plots.title")}>
      <div class="mt-3 flex flex-wrap gap-4">
        <Choice
          label={w("queue")}
          value={queue()}
          options={queueNames.map((value) => ({ value, label: w(`queue.${value}`) }))}
          onChoose={setQueue}
        />
        <Choice
          label={w("plots.span")}
          value={span()}
          options={statisticsSpans.map((value) => ({ value, label: w(`span.${value}`) }))}
          onChoose={setSpan}
        />
      </div>
      <Show when={wish()} keyed>
        {(wanted) => <LivePlots {...wanted} />}
      </Show>
    </Section>
  );
}

/** The charts of one queue and span, recreated for another, so that their numbers never mix. */
function LivePlots(props: { queue: QueueName; span: StatisticsSpan }): JSX.Element {
  const chat = useChat();
  const live = createLive(
    () => chat.client.api.admin.jobs.statistics.query({ queue: props.queue, span: props.span }),
    refreshMs,
  );
  return (
    <>
      <LoadedView loaded={live}>{(told) => <Plots told={told()} />}</LoadedView>
      <StaleNote shown={live.stale()} />
    </>
  );
}

function Plots(props: { told: JobStatistics }): JSX.Element {
  const w = useJobWords();
  const { locale } = useI18n();
  const line = (label: string, values: (number | null)[]) =>
    ({ label, values, kind: "line" }) as const;
  const seconds = (value: number) => formatSeconds(value, locale());
  return (
    <>
      <TimeChart
        label={w("plots.depth")}
        unit={w("plots.depth.unit")}
        times={props.told.times}
        series={[
          line(w("waiting"), props.told.waiting),
          line(w("running"), props.told.running),
          line(w("dead"), props.told.dead),
        ]}
        locale={locale()}
      />
      <TimeChart
        label={w("plots.wait")}
        times={props.told.times}
        series={[
          line(w("plots.median"), props.told.waitP50),
          line(w("plots.p95"), props.told.waitP95),
        ]}
        locale={locale()}
        format={seconds}
      />
      <TimeChart
        label={w("plots.run")}
        times={props.told.times}
        series={[
          line(w("plots.median"), props.told.runP50),
          line(w("plots.p95"), props.told.runP95),
        ]}
        locale={locale()}
        format={seconds}
      />
    </>
  );
}
