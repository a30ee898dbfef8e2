import type { JSX } from "solid-js";
import { AccountPage } from "../../account/account-page.tsx";
import { LoadedView } from "../../account/loaded.tsx";
import { Section } from "../../account/section.tsx";
import { useChat } from "../../state/chat.ts";
import { createLive } from "../live.ts";
import { DeadJobs } from "./dead-jobs.tsx";
import { JobPlots } from "./job-plots.tsx";
import { useJobWords } from "./words/job-words.ts";
import { QueueTable } from "./queue-table.tsx";
import { StaleNote } from "./stale-note.tsx";

/** Refresh interval in milliseconds: often enough to watch a queue move. */
const refreshMs = 3_000;

/** Background jobs for admins: queues, dead jobs, and times. */
export function JobsPage(): JSX.Element {
  const w = useJobWords();
  const chat = useChat();
  const overview = createLive(
    async () => (await chat.client.api.admin.jobs.overview.query()).queues,
    refreshMs,
  );
  return (
    <AccountPage title={w("title")} wide>
      <p class="mt-2 text-sm text-muted">{w("intro")}</p>
      <Section title={w("queues")}>
        <LoadedView loaded={overview}>{(queues) => <QueueTable queues={queues()} />}</LoadedView>
        <StaleNote shown={overview.stale()} />
      </Section>
      <DeadJobs everyMs={refreshMs} onSettled={() => void overview.load()} />
      <JobPlots />
    </AccountPage>
  );
}
