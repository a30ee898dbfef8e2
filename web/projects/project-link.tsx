import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { ProjectIcon } from "./project-icon.tsx";
import { useProject } from "./use-projects.ts";
import { useProjectWords } from "./words/project-words.ts";

/** The project of a chat, as a link to its page. */
export function ProjectLink(props: { projectId: () => string | undefined }): JSX.Element {
  const w = useProjectWords();
  const project = useProject(() => props.projectId());
  return (
    <Show when={project()}>
      {(present) => (
        <A
          href={`/p/${present().id}`}
          aria-label={w("in", present().name)}
          title={w("in", present().name)}
          class="flex min-h-9 max-w-40 min-w-0 items-center gap-1.5 rounded-lg px-2 text-sm text-muted hover:bg-hover hover:text-fg coarse:min-h-11"
        >
          <ProjectIcon look={present()} />
          <span dir="auto" class="truncate">
            {present().name}
          </span>
        </A>
      )}
    </Show>
  );
}
