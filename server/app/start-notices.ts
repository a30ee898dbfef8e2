import { readNotice } from "../chat/generation/flush-chunks.ts";
import { everyone } from "../people/prompts/tell-of-prompts.ts";
import { everyViewer } from "../platform/streams/tell-viewers.ts";
import { NoticeListener } from "../platform/streams/notices.ts";
import { isInUse } from "./is-in-use.ts";
import type { NodeParts } from "./node-parts.ts";

/** A cache read within this many milliseconds counts as in use. */
const cacheInUseMs = 5_000;

/** Listens for notices of other nodes, and dispatches each to its district. */
export async function startNotices(
  opening: AsyncDisposableStack,
  {
    platform,
    models,
    chat,
    people,
    pace,
    late,
  }: Pick<NodeParts, "platform" | "models" | "chat" | "people" | "pace" | "late">,
): Promise<void> {
  const { nodeId, databaseUrl, sql, log, metrics, cache } = platform;
  const { generations, feeds, attachmentWaits, draftWaits } = chat;
  const listener = opening.use(
    new NoticeListener(
      {
        url: databaseUrl,
        sql,
        nodeId,
        log,
        metrics,
        pace,
        isNeeded: () => isInUse({ chat, people, late }) || cache.wasUsedWithin(cacheInUseMs),
      },
      {
        chunks: (payload) => generations.hint(readNotice(nodeId, payload)),
        feed: (userId) => feeds.hint([userId]),
        stop: (id) => late.worker?.stop(id),
        gone: (id) => generations.end(id),
        viewer: (userId) => recheck({ people, late, chat }, userId),
        cache: (payload) => cache.hear(payload),
        circuit: (payload) => models.circuits.hear(payload),
        slot: (id) => models.slots.hear(id),
        attachment: (id) => attachmentWaits.hear(id),
        draft: (key) => draftWaits.hear(key),
        prompts: (whose) =>
          whose === everyone ? people.promptWaits.hearAll() : people.promptWaits.hear(whose),
        announcements: () => people.announcements.hear(),
        jobs: () => void late.worker?.lookForJobs(),
        missed: () => {
          generations.hintAll();
          feeds.hintAll();
          cache.distrust();
          models.circuits.distrust();
          models.slots.distrust();
          attachmentWaits.hearAll();
          draftWaits.hearAll();
          people.promptWaits.hearAll();
          people.announcements.hear();
        },
      },
    ),
  );
  await listener.start();
}

/** A user's rights have changed, or those of many. */
function recheck(
  { people, late, chat }: Pick<NodeParts, "people" | "late" | "chat">,
  userId: string,
): void {
  const isEveryone = userId === everyViewer;
  if (isEveryone) people.viewers.forgetAll();
  else people.viewers.forgetUser(userId);
  void late.http?.recheck(isEveryone ? null : userId);
  if (!isEveryone) chat.feeds.doubt(userId);
}
