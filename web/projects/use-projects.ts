import { type Accessor, createMemo } from "solid-js";
import type { Project } from "../../shared/project.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";

/** The user's projects by name, as the current language sorts names. */
export function useProjects(): Accessor<readonly Project[]> {
  const chat = useChat();
  const { locale } = useI18n();
  return createMemo(() => {
    const { compare } = new Intl.Collator(locale(), { numeric: true });
    return chat.threadState().projects.toSorted((a, b) => compare(a.name, b.name));
  });
}

/** One project; undefined while unknown, and once it is deleted. */
export function useProject(projectId: () => string | undefined): Accessor<Project | undefined> {
  const chat = useChat();
  return createMemo(() => chat.threadState().projects.find(({ id }) => id === projectId()));
}
