import {
  type Accessor,
  createContext,
  createSignal,
  getOwner,
  runWithOwner,
  useContext,
} from "solid-js";
import type { UploadClient } from "../../client/attachments/upload-file.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { createOnDemand, type OnDemand } from "../ui/on-demand.ts";
import { isStored, type KeptFile, type KeptFiles } from "./kept-files.ts";
import type { MessageFileListProps } from "./message-file-list.tsx";
import type * as UploadsPart from "./uploads-part.ts";
import type { Uploads } from "./uploads.ts";

/** The loaded code that uploads files, with its state. */
export interface LoadedUploads {
  part: typeof UploadsPart;
  uploads: Uploads;
}

/** The files of messages and drafts. Their code is loaded when first needed. */
export interface Files {
  /** Fetches files as their owner. */
  client: Pick<UploadClient, "request">;
  /** Shows the files of a message. */
  list: OnDemand<MessageFileListProps>;
  /** Uploads the files of drafts; undefined until needed and loaded. Reactive. */
  loaded: Accessor<LoadedUploads | undefined>;
  /** Loads that code, unless it is loaded; undefined when this fails. */
  open(): Promise<LoadedUploads | undefined>;
  /** Whether a thread's draft has files; null is the new chat. Reactive. */
  has(threadId: string | null): boolean;
  /**
   * Puts files of unsent messages back into the draft. They are stored from now on, even without a
   * connection.
   */
  giveBack(threadId: string | null, returned: ReturnedFiles): void;
  /** Puts the files of one draft before those of another. */
  move(from: string | null, to: string | null): void;
  /** A draft's files that the server has whole, in order. Reactive once the code is loaded. */
  stored(threadId: string | null): readonly KeptFile[];
  /** Another device has changed a draft: shows its files. */
  adopt(threadId: string | null, files: readonly KeptFile[]): void;
}

/** The files of an unsent message. */
export interface ReturnedFiles {
  files: readonly Attachment[];
  /** The workflow they were uploaded for, if known. */
  workflowId?: string | undefined;
}

export function createFiles(client: UploadClient, kept: KeptFiles): Files {
  const owner = getOwner();
  const [loaded, setLoaded] = createSignal<LoadedUploads>();
  let underWay: Promise<LoadedUploads | undefined> | undefined;

  async function load(): Promise<LoadedUploads | undefined> {
    try {
      const part = await import("./uploads-part.ts");
      const uploads = runWithOwner(owner, () => part.createUploads(client, kept));
      return uploads && setLoaded({ part, uploads });
    } catch {
      underWay = undefined;
      return undefined;
    }
  }

  const open = () => (underWay ??= load());
  return {
    client,
    list: createOnDemand(async () =>
      (await import("./message-file-list.tsx")).createMessageFileList(client),
    ),
    loaded,
    open,
    has(threadId) {
      const files = loaded()?.uploads.ids(threadId) ?? kept.read(threadId);
      return files.length > 0;
    },
    giveBack(threadId, { files, workflowId }) {
      if (files.length === 0) return;
      const returned = files.map((file) => ({ ...file, status: "ready" as const, workflowId }));
      const uploads = loaded()?.uploads;
      if (uploads) return uploads.giveBack(threadId, returned);
      kept.write(threadId, [...returned, ...kept.read(threadId)]);
      void open();
    },
    move(from, to) {
      const uploads = loaded()?.uploads;
      if (uploads) return uploads.move(from, to);
      kept.write(to, [...kept.read(from), ...kept.read(to)]);
      kept.write(from, []);
    },
    stored: (threadId) =>
      loaded()?.uploads.stored(threadId) ?? kept.read(threadId).filter(isStored),
    adopt(threadId, files) {
      const uploads = loaded()?.uploads;
      if (uploads) return uploads.adopt(threadId, files);
      kept.write(threadId, files);
      if (files.length > 0) void open();
    },
  };
}

const FilesContext = createContext<Files>();

export const FilesProvider = FilesContext.Provider;

/** The files of the nearest provider. */
export function useFiles(): Files {
  const files = useContext(FilesContext);
  if (!files) throw new Error("FilesProvider is missing");
  return files;
}
