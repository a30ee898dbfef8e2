import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import { useProjectWords } from "./words/project-words.ts";

/** A project to move chats to, or null to take them out of theirs. */
export type MoveTarget = { id: string; name: string } | null;

/** Returns how to move chats into a project or out of theirs, which can be undone from a toast. */
export function createProjectMove(): (
  threadIds: readonly string[],
  target: () => MoveTarget | Promise<MoveTarget>,
) => Promise<void> {
  const { t } = useI18n();
  const w = useProjectWords();
  const chat = useChat();
  const toasts = useToasts();

  function put(ids: readonly string[], projectId: string | null): Promise<void> {
    const [only = ""] = ids;
    return ids.length === 1
      ? chat.store.setProject(only, projectId)
      : chat.store.setProjects(ids, projectId);
  }

  function report(cause: unknown, count: number): void {
    const key = failureKey(cause, null);
    toasts.show({ text: () => (key ? t(key) : w("move.failed", count)) });
  }

  return async (threadIds, target) => {
    const count = threadIds.length;
    const projectOf = (id: string) => chat.state().threads[id]?.projectId ?? null;
    try {
      const wanted = target();
      // Shown at once, before the focus returns to a row that goes away.
      const project = wanted instanceof Promise ? await wanted : wanted;
      const moving = threadIds.filter((id) => projectOf(id) !== (project?.id ?? null));
      if (moving.length === 0) return;
      const before = Map.groupBy(moving, projectOf);
      await put(moving, project?.id ?? null);
      toasts.show({
        text: () =>
          project ? w("move.moved", isolate(project.name), count) : w("move.out", count),
        action: {
          label: () => w("move.undo"),
          run: () =>
            before.forEach((ids, projectId) => {
              put(ids, projectId).catch((cause: unknown) => report(cause, ids.length));
            }),
        },
      });
    } catch (cause) {
      report(cause, count);
    }
  };
}
