import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import type { DeadJob } from "../../../shared/jobs.ts";
import { messageTime } from "../../ui/message-time.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { Button } from "../../ui/button.tsx";
import { useJobWords } from "./words/job-words.ts";

/** A dead job. */
export function DeadJobLine(props: {
  job: DeadJob;
  onRetry: () => void;
  onDiscard: () => void;
}): JSX.Element {
  const w = useJobWords();
  const { locale } = useI18n();
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const died = () => messageTime(props.job.diedAt, new Date(), locale());
  const queue = () => w(`queue.${props.job.queue}`);
  const label = (action: string) => w("job.label", action, queue(), died());
  const inspect = () => w(open() ? "job.hide" : "job.inspect");
  return (
    <li class="py-3">
      <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div class="min-w-0 flex-1 basis-60">
          <p class="font-medium">{queue()}</p>
          <p class="text-sm wrap-anywhere">{props.job.reason ?? w("dead.unknown")}</p>
          <p class="text-sm text-muted">
            <time datetime={props.job.diedAt}>{died()}</time> ·{" "}
            {w("dead.tries", props.job.attempts)}
          </p>
        </div>
        <div class="flex flex-wrap gap-2">
          <Button
            aria-expanded={open()}
            aria-controls={open() ? id : undefined}
            aria-label={label(inspect())}
            onClick={() => setOpen(!open())}
          >
            {inspect()}
          </Button>
          <Button aria-label={label(w("job.retry"))} onClick={() => props.onRetry()}>
            {w("job.retry")}
          </Button>
          <Button
            look="danger"
            aria-label={label(w("job.discard"))}
            onClick={() => props.onDiscard()}
          >
            {w("job.discard")}
          </Button>
        </div>
      </div>
      <Show when={open()}>
        <JobDetails id={id} job={props.job} />
      </Show>
    </li>
  );
}

function JobDetails(props: { id: string; job: DeadJob }): JSX.Element {
  const w = useJobWords();
  const { locale } = useI18n();
  const moment = (iso: string) =>
    new Intl.DateTimeFormat(withRegion(locale()), {
      dateStyle: "medium",
      timeStyle: "medium",
    }).format(new Date(iso));
  const payload = () =>
    Object.entries(props.job.payload)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join("\n");
  const rows = () => [
    { term: w("job.id"), text: props.job.id, isCode: true },
    { term: w("job.created"), text: moment(props.job.createdAt), isCode: false },
    { term: w("job.died"), text: moment(props.job.diedAt), isCode: false },
    { term: w("job.payload"), text: payload() || w("job.noPayload"), isCode: payload() !== "" },
  ];
  return (
    <dl
      id={props.id}
      class="mt-3 grid gap-x-4 gap-y-1 rounded-lg bg-subtle p-3 text-sm sm:grid-cols-[auto_1fr]"
    >
      <For each={rows()}>
        {({ term, text, isCode }) => (
          <>
            <dt class="text-muted">{term}</dt>
            <dd class="wrap-anywhere whitespace-pre-wrap" classList={{ "font-mono": isCode }}>
              {text}
            </dd>
          </>
        )}
      </For>
    </dl>
  );
}
