import type { Attachment, Upload } from "../../shared/attachment.ts";
import { type FileProblem, isUnknown } from "./file-problem.ts";
import type { KeptFile } from "./kept-files.ts";

/** A file of a draft. */
export interface DraftFile {
  /** Also while it is only announced, or not even that. */
  upload: Upload;
  workflowId: string | undefined;
  /** The file itself; null after a reload. */
  blob: File | null;
  /** The object URL of a local image; null for all others. */
  picture: string | null;
  /** Why it cannot be sent, or null. */
  problem: FileProblem | null;
}

/** A newly chosen file. */
export function chosenFile(id: string, blob: File, workflowId: string | undefined): DraftFile {
  const { name, type: mimeType, size } = blob;
  const isImage = mimeType.startsWith("image/");
  return {
    upload: {
      id,
      name,
      mimeType,
      size,
      width: null,
      height: null,
      kind: isImage ? "image" : "file",
      status: "uploading",
      refusal: null,
      receivedBytes: 0,
    },
    workflowId,
    blob,
    problem: null,
    picture: isImage ? URL.createObjectURL(blob) : null,
  };
}

/** A stored file. Without its bytes it cannot be uploaded, but it may already be on the server. */
export function keptFile({ workflowId, ...kept }: KeptFile): DraftFile {
  const receivedBytes = kept.status === "uploading" ? 0 : kept.size;
  const upload = { ...kept, refusal: null, receivedBytes };
  return { upload, workflowId, blob: null, picture: null, problem: null };
}

/** What to store of a file; nothing if the server does not know it. */
export function toKept({ upload, workflowId, problem }: DraftFile): KeptFile[] {
  if (problem !== null && isUnknown(problem)) return [];
  return [{ ...toAttachment(upload), status: upload.status, workflowId }];
}

/** An upload without the fields that only matter before it is sent. */
export function toAttachment(upload: Upload): Attachment {
  const { id, kind, name, mimeType, size, width, height } = upload;
  return { id, kind, name, mimeType, size, width, height };
}
