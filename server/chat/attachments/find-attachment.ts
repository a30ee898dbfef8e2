import { and, eq } from "drizzle-orm";
import type { Upload } from "../../../shared/attachment.ts";
import type { ChatSessionRight } from "../../assistants/sessions/caller.ts";
import type { Executor } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import { notFound } from "../../platform/errors.ts";
import { uploadColumns } from "./upload-view.ts";

/** An attachment, and the user who has to own it. */
export interface AttachmentOfUser {
  attachmentId: string;
  userId: string;
  /**
   * The chat session of a call with a client secret, which limits it to one workflow; otherwise
   * null.
   */
  chatSession: Pick<ChatSessionRight, "workflowId"> | null;
}

/** @throws RequestError `not_found` when it is missing, another user's or another workflow's */
export async function findAttachment(executor: Executor, of: AttachmentOfUser): Promise<Upload> {
  const [row] = await executor.select(uploadColumns).from(attachments).where(isTheirs(of));
  if (!row) throw notFound("attachment");
  return row;
}

/** The same, locked until the transaction ends. */
export async function lockAttachment(executor: Executor, of: AttachmentOfUser): Promise<Upload> {
  const [row] = await executor
    .select(uploadColumns)
    .from(attachments)
    .where(isTheirs(of))
    .for("update");
  if (!row) throw notFound("attachment");
  return row;
}

function isTheirs({ attachmentId, userId, chatSession }: AttachmentOfUser) {
  return and(
    eq(attachments.id, attachmentId),
    eq(attachments.userId, userId),
    chatSession ? eq(attachments.workflowId, chatSession.workflowId) : undefined,
  );
}
