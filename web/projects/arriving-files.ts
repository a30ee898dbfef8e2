import { type Accessor, createSignal, onCleanup } from "solid-js";
import { uploadFile } from "../../client/attachments/upload-file.ts";
import { toRequestError } from "../../client/request-error.ts";
import { newId } from "../../shared/ids.ts";
import { maxProjectFiles } from "../../shared/limits.ts";
import { type FileProblem, problemBefore, problemOf } from "../attachments/file-problem.ts";
import type { FileRoom } from "../attachments/file-room.ts";
import type { CallingClient } from "../state/chat.ts";

/** A file that is being added to a project, or cannot be. */
export interface ArrivingFile {
  id: string;
  name: string;
  /** Null while it is uploaded. */
  problem: FileProblem | null;
}

/** The files on their way into a project. */
export interface ArrivingFiles {
  list: Accessor<readonly ArrivingFile[]>;
  add(files: readonly File[]): void;
  /** Takes a file off the list; one that is being uploaded is cancelled. */
  dismiss(id: string): void;
}

interface Project {
  id: string;
  /** The number of its files. */
  count: () => number;
  room: () => FileRoom | null;
  reload: () => Promise<void>;
}

/** Uploads files one after another. Leaving the page cancels those that are not done. */
export function createArrivingFiles(client: CallingClient, project: Project): ArrivingFiles {
  const [list, setList] = createSignal<readonly ArrivingFile[]>([]);
  const running = new Map<string, AbortController>();
  let turn = Promise.resolve();
  onCleanup(() => {
    for (const abort of running.values()) abort.abort();
  });

  const drop = (id: string) => setList((before) => before.filter((file) => file.id !== id));
  const report = (id: string, problem: FileProblem) =>
    setList((before) => before.map((file) => (file.id === id ? { ...file, problem } : file)));

  async function upload(id: string, file: File): Promise<void> {
    const abort = running.get(id);
    if (!abort || abort.signal.aborted) return;
    const { signal } = abort;
    try {
      const { status, refusal } = await uploadFile(
        client,
        { id, file, name: file.name },
        { signal },
      );
      if (status === "refused") return void report(id, refusal ?? "failed");
      await client.api.projects.addFile.mutate({ projectId: project.id, attachmentId: id });
      await project.reload();
      drop(id);
    } catch (cause) {
      if (!signal.aborted) report(id, problemOf(toRequestError(cause)));
    } finally {
      running.delete(id);
    }
  }

  return {
    list,
    add(files) {
      for (const file of files) {
        const id = newId("attachment");
        const room = project.room();
        const before = project.count() + list().filter(({ problem }) => problem === null).length;
        const problem = room && problemBefore(file, before, { ...room, maxFiles: maxProjectFiles });
        setList((others) => [...others, { id, name: file.name, problem }]);
        if (problem) continue;
        running.set(id, new AbortController());
        turn = turn.then(() => upload(id, file));
      }
    },
    dismiss(id) {
      running.get(id)?.abort();
      running.delete(id);
      drop(id);
    },
  };
}
