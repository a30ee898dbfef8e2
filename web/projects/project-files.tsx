import { createSignal, For, type JSX, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { maxProjectFiles } from "../../shared/limits.ts";
import { Section } from "../account/section.tsx";
import { FileLink } from "../attachments/file-link.tsx";
import { useProblemSentence } from "../attachments/file-state.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { type ArrivingFile, createArrivingFiles } from "./arriving-files.ts";
import { useProjectWords } from "./words/project-words.ts";

interface ProjectFilesProps {
  projectId: string;
  files: readonly Attachment[];
  reload: () => Promise<void>;
}

/** The files of a project. They are uploaded for the server's own assistant. */
export function ProjectFiles(props: ProjectFilesProps): JSX.Element {
  const w = useProjectWords();
  const chat = useChat();
  const remove = createRemove(props);
  const room = () => chat.workflows()?.standard?.fileUpload ?? null;
  const arriving = createArrivingFiles(chat.client, {
    id: props.projectId,
    count: () => props.files.length,
    room: () => {
      const policy = room();
      return policy && { ...policy, workflowId: undefined };
    },
    reload: () => props.reload(),
  });
  let input: HTMLInputElement | undefined;
  return (
    <Section title={w("files")} intro={w("files.intro")}>
      <ul class="mt-3 flex flex-col gap-2">
        <For
          each={props.files}
          fallback={
            <Show when={arriving.list().length === 0}>
              <li class="text-sm text-muted">{w("files.none")}</li>
            </Show>
          }
        >
          {(file) => (
            <li class="flex items-center gap-2">
              <FileLink file={file} />
              <IconButton
                icon="trash"
                label={w("files.remove", file.name)}
                disabled={remove.busy()}
                onClick={() => void remove.run(file.id)}
              />
            </li>
          )}
        </For>
        <For each={arriving.list()}>
          {(file) => <Arriving file={file} onDismiss={() => arriving.dismiss(file.id)} />}
        </For>
      </ul>
      <Button icon="attach" class="mt-3" onClick={() => input?.click()}>
        {w("files.add")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="project-files"
        onChange={(event) => {
          arriving.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </Section>
  );
}

/** Returns how to take a file out of the project. */
function createRemove(props: ProjectFilesProps) {
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const [busy, setBusy] = createSignal(false);
  async function run(attachmentId: string): Promise<void> {
    setBusy(true);
    try {
      const { projectId } = props;
      await chat.client.api.projects.removeFile.mutate({ projectId, attachmentId });
      await props.reload();
    } catch (cause) {
      const { code } = toRequestError(cause);
      toasts.show({ text: () => t(`refused.${code}`) });
    } finally {
      setBusy(false);
    }
  }
  return { busy, run };
}

function Arriving(props: { file: ArrivingFile; onDismiss: () => void }): JSX.Element {
  const w = useProjectWords();
  const chat = useChat();
  const sentence = useProblemSentence();
  const room = () => {
    const policy = chat.workflows()?.standard?.fileUpload;
    return policy ? { ...policy, workflowId: undefined } : null;
  };
  const said = () => {
    const { problem } = props.file;
    if (problem === null) return w("files.uploading");
    return problem === "too_many" ? w("files.tooMany", maxProjectFiles) : sentence(problem, room());
  };
  return (
    <li class="flex items-center gap-2 text-sm">
      <div role="status" class="min-w-0">
        <p dir="auto" class="truncate">
          {props.file.name}
        </p>
        <p class={props.file.problem ? "text-danger" : "text-muted"}>{said()}</p>
      </div>
      <IconButton
        icon="close"
        label={w("files.dismiss", props.file.name)}
        onClick={() => props.onDismiss()}
      />
    </li>
  );
}
