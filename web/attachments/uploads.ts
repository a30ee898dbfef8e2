import { type Accessor, createSignal, onCleanup, untrack } from "solid-js";
import { type UploadClient, uploadFile } from "../../client/attachments/upload-file.ts";
import { watchUpload } from "../../client/attachments/watch-upload.ts";
import { toRequestError } from "../../client/request-error.ts";
import type { Attachment, Upload } from "../../shared/attachment.ts";
import { newId } from "../../shared/ids.ts";
import type { FileObstacle } from "../chat/sending-rules.ts";
import { chosenFile, type DraftFile, keptFile, toAttachment, toKept } from "./draft-file.ts";
import { createFileLists, type FileLists } from "./file-lists.ts";
import { type FileProblem, isUnknown, problemBefore, problemOf } from "./file-problem.ts";
import type { FileRoom } from "./file-room.ts";
import { isStored, type KeptFile, type KeptFiles } from "./kept-files.ts";
import { createPictures, type Pictures } from "./pictures.ts";
import { createTurns } from "./turns.ts";

/** Number of concurrent uploads: more only make each slower. */
const mostAtATime = 3;

/** The outcome of a file, for screen readers. */
export interface FileNews {
  name: string;
  problem: FileProblem | null;
  /** Whether it has no text for the model. */
  blank: boolean;
}

/**
 * Uploads the files of all drafts, whichever thread is on the screen. Removing a file from its
 * draft also deletes it from the server.
 */
export class Uploads {
  /** The last file that became ready, or cannot be sent. */
  readonly news: Accessor<FileNews | null>;
  /** Previews of files that are no longer available locally. */
  readonly pictures: Pictures;
  readonly #setNews: (news: FileNews) => void;
  readonly #client: UploadClient;
  readonly #lists: FileLists;
  readonly #turns = createTurns(mostAtATime);
  readonly #running = new Map<string, AbortController>();

  constructor(client: UploadClient, kept: KeptFiles) {
    this.#client = client;
    this.pictures = createPictures(client);
    this.#lists = createFileLists(kept, (files) => {
      for (const { upload } of files) void this.#restore(upload.id);
    });
    const [news, setNews] = createSignal<FileNews | null>(null);
    this.news = news;
    this.#setNews = (next) => void setNews(next);
  }

  /** Whether a file of any draft is on its way. */
  isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** The ids of a thread's draft files, in order. Reactive. */
  ids(threadId: string | null): readonly string[] {
    return this.#lists.of(threadId).map(({ upload }) => upload.id);
  }

  /** Reactive. */
  file(id: string): DraftFile | undefined {
    return this.#lists.find(id)?.file;
  }

  /** Why the files prevent a draft from being sent, or null. Reactive. */
  obstacle(threadId: string | null): FileObstacle | null {
    const files = this.#lists.of(threadId);
    if (files.some(({ problem }) => problem !== null)) return "refusedFile";
    return files.every(({ upload }) => upload.status === "ready") ? null : "uploading";
  }

  /**
   * Adds chosen files to a draft. Files that the thread's policy does not allow stay here, with the
   * reason.
   */
  add(threadId: string | null, blobs: readonly File[], room: FileRoom): void {
    for (const blob of blobs) {
      const file = chosenFile(newId("attachment"), blob, room.workflowId);
      this.#lists.set(threadId, [...this.#lists.of(threadId), file]);
      this.#begin(file.upload.id, room);
    }
  }

  /** Replaces a file by another. */
  replace(id: string, blob: File, room: FileRoom): string {
    const file = chosenFile(newId("attachment"), blob, room.workflowId);
    this.#exchange(id, file);
    this.#begin(file.upload.id, room);
    return file.upload.id;
  }

  /** Uploads a file again that could not be sent. Returns its id, which may be a new one. */
  retry(id: string, room: FileRoom): string {
    const blob = this.file(id)?.blob;
    return blob ? this.replace(id, blob, room) : id;
  }

  /** Removes a file from its draft and from the server. */
  remove(id: string): void {
    const found = this.#lists.find(id);
    if (!found) return;
    const { threadId } = found;
    this.#forget(found.file);
    this.#lists.set(
      threadId,
      this.#lists.of(threadId).filter(({ upload }) => upload.id !== id),
    );
  }

  /** Takes the files of a draft to send them, when all are ready. */
  take(threadId: string | null): Attachment[] {
    const files = this.#lists.of(threadId);
    for (const { picture } of files) if (picture) URL.revokeObjectURL(picture);
    this.#lists.set(threadId, []);
    return files.map(({ upload }) => toAttachment(upload));
  }

  /** Puts files of unsent messages back, before those in the draft. */
  giveBack(threadId: string | null, returned: readonly KeptFile[]): void {
    const here = new Set(this.ids(threadId));
    const files = returned.filter(({ id }) => !here.has(id)).map(keptFile);
    this.#lists.set(threadId, [...files, ...this.#lists.of(threadId)]);
    for (const { upload } of files) void this.#restore(upload.id);
  }

  /** A draft's files that the server has whole, in order. Reactive. */
  stored(threadId: string | null): KeptFile[] {
    return this.#lists.of(threadId).flatMap(toKept).filter(isStored);
  }

  /** Another device has changed a draft: shows its files. What only this device has stays. */
  adopt(threadId: string | null, files: readonly KeptFile[]): void {
    const before = new Map(this.#lists.of(threadId).map((file) => [file.upload.id, file]));
    const adopted = files.map((file) => before.get(file.id) ?? keptFile(file));
    for (const { id } of files) before.delete(id);
    const own = [...before.values()].filter((file) => !toKept(file).some(isStored));
    this.#lists.set(threadId, [...adopted, ...own]);
    for (const { upload, blob } of adopted) if (!blob) void this.#restore(upload.id);
  }

  /** Puts the files of one draft before those of another. */
  move(from: string | null, to: string | null): void {
    const moved = this.#lists.of(from);
    if (moved.length === 0) return;
    // Another tab with the same draft may have moved them already.
    const ids = new Set(moved.map(({ upload }) => upload.id));
    const others = this.#lists.of(to).filter(({ upload }) => !ids.has(upload.id));
    this.#lists.set(from, []);
    this.#lists.set(to, [...moved, ...others]);
  }

  /** The new chat uses another assistant: files belong to one, so they are uploaded again. */
  refit(threadId: string | null, room: FileRoom): void {
    for (const { upload, workflowId, blob, problem } of untrack(() => this.#lists.of(threadId))) {
      const fits = workflowId === undefined || workflowId === room.workflowId;
      if (!fits && blob) this.replace(upload.id, blob, room);
      else if (!fits && problem === null) this.#lists.patch(upload.id, { problem: "elsewhere" });
      else if (fits && problem === "elsewhere") this.#lists.patch(upload.id, { problem: null });
    }
  }

  /** Cancels all uploads; the server keeps what it has. */
  close(): void {
    for (const abort of this.#running.values()) abort.abort();
  }

  #begin(id: string, room: FileRoom): void {
    const found = this.#lists.find(id);
    if (!found?.file.blob) return;
    const { threadId } = found;
    const file = { ...found.file, blob: found.file.blob };
    const others = this.#lists
      .of(threadId)
      .filter(({ upload, problem }) => upload.id !== id && problem !== "too_many");
    const problem = problemBefore(file.blob, others.length, room);
    if (problem) this.#end(id, problem);
    else void this.#upload(file, file.blob);
  }

  #upload({ upload: { id, name }, workflowId }: DraftFile, file: File): Promise<void> {
    return this.#follow(id, (signal, onChange) =>
      this.#turns.take(() =>
        uploadFile(this.#client, { id, name, file, workflowId }, { signal, onChange }),
      ),
    );
  }

  /** Finds out the state of a stored file. */
  #restore(id: string): Promise<void> {
    return this.#follow(id, (signal, onChange) =>
      watchUpload(this.#client, id, { signal, onChange }),
    );
  }

  async #follow(
    id: string,
    run: (signal: AbortSignal, onChange: (upload: Upload) => void) => Promise<Upload>,
  ): Promise<void> {
    const abort = new AbortController();
    this.#running.set(id, abort);
    const wasReady = this.file(id)?.upload.status === "ready";
    try {
      const upload = await run(abort.signal, (next) => this.#told(id, next));
      const known = this.#told(id, upload);
      if (known && !(wasReady && upload.status === "ready"))
        this.#setNews({
          name: upload.name,
          problem: upload.refusal,
          blank: upload.blank === true,
        });
    } catch (cause) {
      if (abort.signal.aborted) return;
      const error = toRequestError(cause);
      const isGone = error.code === "not_found";
      this.#end(id, isGone ? "interrupted" : problemOf(error));
    } finally {
      if (this.#running.get(id) === abort) this.#running.delete(id);
    }
  }

  /**
   * Applies the server's state of a file. One that is still uploading, but not from here, was
   * interrupted.
   */
  #told(id: string, upload: Upload): boolean {
    const file = this.file(id);
    if (!file) return false;
    const isOrphan = upload.status === "uploading" && !file.blob;
    const standing = file.problem === "elsewhere" ? file.problem : null;
    const problem = isOrphan ? "interrupted" : (upload.refusal ?? standing);
    this.#lists.patch(id, { upload, problem });
    return true;
  }

  #end(id: string, problem: FileProblem): void {
    const file = this.file(id);
    if (!file) return;
    this.#lists.patch(id, { problem });
    this.#setNews({ name: file.upload.name, problem, blank: false });
  }

  #exchange(id: string, file: DraftFile): void {
    const found = this.#lists.find(id);
    if (!found) return;
    const { threadId } = found;
    this.#forget(found.file);
    const files = this.#lists.of(threadId);
    this.#lists.set(
      threadId,
      files.map((each) => (each.upload.id === id ? file : each)),
    );
  }

  #forget({ upload: { id }, picture, problem }: DraftFile): void {
    this.#running.get(id)?.abort();
    if (picture) URL.revokeObjectURL(picture);
    if (problem !== null && isUnknown(problem)) return;
    // A file that a message uses, or that never arrived, stays as it is.
    this.#client.api.attachments.delete.mutate({ attachmentId: id }).catch(() => {});
  }
}

/** The uploads of a page, for as long as the owner lives. */
export function createUploads(client: UploadClient, kept: KeptFiles): Uploads {
  const uploads = new Uploads(client, kept);
  onCleanup(() => uploads.close());
  return uploads;
}
