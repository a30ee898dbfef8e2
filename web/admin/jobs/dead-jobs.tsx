import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { DeadJob, DeadJobCursor } from "../../../shared/jobs.ts";
import { LoadedView } from "../../account/loaded.tsx";
import { Refusal } from "../../account/refusal.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { createLive } from "../live.ts";
import { DeadJobLine } from "./dead-job-line.tsx";
import { useJobWords } from "./words/job-words.ts";
import { StaleNote } from "./stale-note.tsx";

const pageLength = 20;

/** The dead jobs, with their actions. */
export function DeadJobs(props: { everyMs: number; onSettled: () => void }): JSX.Element {
  const w = useJobWords();
  const { t } = useI18n();
  const chat = useChat();
  const { jobs } = chat.client.api.admin;
  const [shown, setShown] = createSignal(pageLength);
  const [notice, setNotice] = createSignal("");
  const [error, setError] = createSignal<RequestError | null>(null);
  const [toDiscard, setToDiscard] = createSignal<DeadJob | null>(null);
  let list: HTMLUListElement | undefined;

  /** Fetches as many as are shown, page by page. */
  async function fetchShown(): Promise<{ jobs: DeadJob[]; hasMore: boolean }> {
    const found: DeadJob[] = [];
    let cursor: DeadJobCursor | undefined;
    for (;;) {
      const page = await jobs.list.query({ limit: pageLength, ...(cursor ? { cursor } : {}) });
      found.push(...page.jobs);
      if (!page.nextCursor || found.length >= shown())
        return { jobs: found, hasMore: page.nextCursor !== null };
      cursor = page.nextCursor;
    }
  }
  const live = createLive(fetchShown, props.everyMs);
  // By id, so that a row keeps its focus and its open details when the list is reloaded.
  const byId = createMemo(() => new Map(live.value()?.jobs.map((job) => [job.id, job])));
  const ids = createMemo(() => [...byId().keys()]);

  async function settle(job: DeadJob, action: "retry" | "discard"): Promise<void> {
    setError(null);
    setNotice("");
    try {
      await jobs[action].mutate({ queue: job.queue, jobId: job.id });
      setNotice(w(action === "retry" ? "job.retried" : "job.discarded"));
    } catch (cause) {
      setError(toRequestError(cause));
    }
    await live.load();
    props.onSettled();
    // The focused button is gone with its row.
    if (document.activeElement === document.body) list?.focus();
  }

  return (
    <Section title={w("dead.title")} intro={w("dead.intro")}>
      <Notice text={notice()} />
      <div role="alert" class="mt-2 text-sm text-danger empty:hidden">
        <Show when={error()}>
          {(refused) => (
            <Refusal
              error={refused()}
              say={refused().code === "conflict" ? () => w("job.conflict") : undefined}
            />
          )}
        </Show>
      </div>
      <LoadedView loaded={live}>
        {(value) => (
          <>
            <ul
              ref={list}
              tabindex="-1"
              aria-label={w("dead.title")}
              class="mt-2 flex flex-col divide-y divide-line outline-none"
            >
              <For each={ids()} fallback={<li class="py-3 text-muted">{w("dead.none")}</li>}>
                {(id) => (
                  <Show when={byId().get(id)}>
                    {(job) => (
                      <DeadJobLine
                        job={job()}
                        onRetry={() => void settle(job(), "retry")}
                        onDiscard={() => setToDiscard(job())}
                      />
                    )}
                  </Show>
                )}
              </For>
            </ul>
            <Show when={value().hasMore}>
              <Button
                class="mt-3"
                onClick={() => {
                  setShown((count) => count + pageLength);
                  void live.load();
                }}
              >
                {w("dead.more")}
              </Button>
            </Show>
          </>
        )}
      </LoadedView>
      <StaleNote shown={live.stale()} />
      <Show when={toDiscard()}>
        {(job) => (
          <ConfirmDialog
            title={w("discard.title")}
            text={w("discard.text")}
            stay={t("app.cancel")}
            confirm={w("job.discard")}
            onConfirm={() => void settle(job(), "discard")}
            onClose={() => setToDiscard(null)}
            onClosed={() => list?.focus()}
          />
        )}
      </Show>
    </Section>
  );
}
