import { type JSX, Show } from "solid-js";
import type { Thread } from "../../shared/thread.ts";
import { Late } from "../ui/late.tsx";

const loadChatTags = async () => (await import("../tags/chat-tags.tsx")).ChatTags;
const loadProjectLink = async () => (await import("../projects/project-link.tsx")).ProjectLink;

/** The project and the tags of a chat, if it has any. */
export function ChatLabels(props: {
  projectId: () => string | undefined;
  thread: () => Thread | null;
}): JSX.Element {
  return (
    <>
      <Show when={props.projectId()}>
        <Late load={loadProjectLink} given={{ projectId: () => props.projectId() }} />
      </Show>
      <Show when={props.thread()?.tags}>
        <Late load={loadChatTags} given={{ thread: () => props.thread() }} />
      </Show>
    </>
  );
}
