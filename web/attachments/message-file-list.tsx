import { type Component, createMemo, For, type JSX, Show } from "solid-js";
import type { ChatClient } from "../../client/connect.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { sameIds } from "../state/same-ids.ts";
import { FileLink } from "./file-link.tsx";
import { Picture } from "./picture.tsx";
import { createPictures, type Pictures } from "./pictures.ts";
import { useFileWords } from "./words/file-words.ts";

export interface MessageFileListProps {
  files: readonly Attachment[];
}

/** Creates the component that shows the files of messages; all instances share the pictures. */
export function createMessageFileList(
  client: Pick<ChatClient, "request">,
): Component<MessageFileListProps> {
  const pictures = createPictures(client);
  return (props) => <MessageFileList files={props.files} pictures={pictures} />;
}

/** The files of a user's message: images as pictures, others by name. */
function MessageFileList(props: MessageFileListProps & { pictures: Pictures }): JSX.Element {
  const w = useFileWords();
  // By id, so that a picture stays when the server's copy of its message arrives.
  const ids = createMemo(() => props.files.map(({ id }) => id), [], { equals: sameIds });
  const fileOf = (id: string) => props.files.find((each) => each.id === id);
  return (
    <ul
      aria-label={w("list")}
      class="ms-auto mb-1 flex max-w-[85%] flex-wrap items-end justify-end gap-1.5"
    >
      <For each={ids()}>
        {(id) => (
          <Show when={fileOf(id)}>
            {(file) => (
              <li data-testid="message-file" class="min-w-0 max-w-full">
                <Show when={sizeOf(file())} fallback={<FileLink file={file()} />}>
                  {(size) => (
                    <Picture
                      file={file()}
                      size={size()}
                      isAlone={ids().length === 1}
                      pictures={props.pictures}
                    />
                  )}
                </Show>
              </li>
            )}
          </Show>
        )}
      </For>
    </ul>
  );
}

/** The size of an image; null for other files. */
function sizeOf({ kind, width, height }: Attachment): { width: number; height: number } | null {
  return kind === "image" && width && height ? { width, height } : null;
}
