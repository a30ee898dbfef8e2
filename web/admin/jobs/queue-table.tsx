import { For, type JSX } from "solid-js";
import type { QueueForAdmin } from "../../../shared/jobs.ts";
import { messageTime } from "../../ui/message-time.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { formatSeconds } from "./format-seconds.ts";
import { useJobWords } from "./words/job-words.ts";

const states = ["waiting", "later", "running", "failed", "dead"] as const;

/** All queues with the number of their jobs. */
export function QueueTable(props: { queues: readonly QueueForAdmin[] }): JSX.Element {
  const w = useJobWords();
  const { locale } = useI18n();
  const number = (value: number) => new Intl.NumberFormat(locale()).format(value);
  const wait = (seconds: number | null) =>
    seconds === null ? "–" : formatSeconds(Math.max(0, seconds), locale());
  return (
    <div
      class="mt-3 overflow-x-auto rounded-lg border border-line"
      role="group"
      aria-label={w("queues")}
      tabindex="0"
    >
      <table class="w-full text-sm tabular-nums">
        <caption class="sr-only">{w("queues")}</caption>
        <thead class="bg-subtle text-muted">
          <tr>
            <th scope="col" class="px-3 py-2 text-start font-medium">
              {w("queue")}
            </th>
            <For each={[...states, "oldest" as const]}>
              {(column) => (
                <th scope="col" class="px-3 py-2 text-end font-medium">
                  {w(column)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={props.queues}>
            {(row) => (
              <tr>
                <th scope="row" class="px-3 py-2 text-start font-medium whitespace-nowrap">
                  {w(`queue.${row.queue}`)}
                  {row.schedule ? (
                    <span class="block text-xs font-normal text-muted">
                      {w("next", messageTime(row.schedule.next, new Date(), locale()))}
                    </span>
                  ) : null}
                </th>
                <For each={states}>
                  {(state) => (
                    <td
                      class="px-3 py-2 text-end"
                      classList={{ "font-semibold text-danger": state === "dead" && row.dead > 0 }}
                    >
                      {number(row[state])}
                    </td>
                  )}
                </For>
                <td class="px-3 py-2 text-end whitespace-nowrap">{wait(row.oldestSeconds)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
