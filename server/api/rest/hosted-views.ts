import type { z } from "zod";
import type { OwnedThread } from "../hosted/owned-threads.ts";
import type { Page } from "../hosted/page.ts";
import type { ThreadItem } from "../hosted/thread-items.ts";
import type { SettingsRequest } from "../../assistants/sessions/create-session.ts";
import type { SessionRecord } from "../../assistants/sessions/session-record.ts";
import type {
  configurationSchema,
  itemSchema,
  sessionSchema,
  threadSchema,
} from "./hosted-schemas.ts";

/** A chat session in the hosted API's format; `clientSecret` is empty except on creation. */
export function toSession(
  session: SessionRecord,
  { user, clientSecret = "" }: { user: string; clientSecret?: string },
): z.infer<typeof sessionSchema> {
  const { settings, maxRequestsPerMinute, namedVersion } = session;
  const { fileUpload, history } = settings;
  return {
    id: session.id,
    object: "chatkit.session",
    client_secret: clientSecret,
    expires_at: toUnix(session.expiresAt),
    user,
    status: session.status,
    max_requests_per_1_minute: maxRequestsPerMinute,
    rate_limits: { max_requests_per_1_minute: maxRequestsPerMinute },
    workflow: {
      id: session.workflowId,
      version: namedVersion === null ? null : String(namedVersion),
      state_variables: session.stateVariables,
      tracing: { enabled: settings.tracing },
    },
    chatkit_configuration: {
      automatic_thread_titling: { enabled: settings.automaticThreadTitling },
      file_upload: {
        enabled: fileUpload.enabled,
        max_file_size: fileUpload.maxFileSize,
        max_files: fileUpload.maxFiles,
      },
      history: { enabled: history.enabled, recent_threads: history.recentThreads },
    },
  };
}

/** The settings that a body requests. */
export function toSettings(
  configuration: z.infer<typeof configurationSchema> | null | undefined,
): SettingsRequest {
  const { file_upload: upload, history, automatic_thread_titling: titling } = configuration ?? {};
  return {
    automaticThreadTitling: titling?.enabled,
    fileUpload: upload
      ? { enabled: upload.enabled, maxFileSize: upload.max_file_size, maxFiles: upload.max_files }
      : undefined,
    history: history
      ? { enabled: history.enabled, recentThreads: history.recent_threads }
      : undefined,
  };
}

export function toThread(thread: OwnedThread): z.infer<typeof threadSchema> {
  const { id, title, user, createdAt } = thread;
  return {
    id,
    object: "chatkit.thread",
    created_at: toUnix(createdAt),
    title,
    status: { type: "active" },
    user,
  };
}

/** A message as an item; `previewUrl` builds the address of an image's preview. */
export function toItem(
  { id, threadId, role, text, attachments, createdAt }: ThreadItem,
  previewUrl: (attachmentId: string) => string,
): z.infer<typeof itemSchema> {
  const base = {
    id,
    object: "chatkit.thread_item" as const,
    created_at: toUnix(createdAt),
    thread_id: threadId,
  };
  if (role === "user")
    return {
      ...base,
      type: "chatkit.user_message",
      content: text === "" ? [] : [{ type: "input_text", text }],
      attachments: attachments.map(({ id: fileId, kind, name, mimeType }) => ({
        type: kind,
        id: fileId,
        name,
        mime_type: mimeType,
        preview_url: kind === "image" ? previewUrl(fileId) : null,
      })),
      inference_options: null,
    };
  const content = text === "" ? [] : [{ type: "output_text" as const, text, annotations: [] }];
  return { ...base, type: "chatkit.assistant_message", content };
}

/** A page in the hosted API's format. */
export function toList<T, View extends { id: string }>(
  { data, hasMore }: Page<T>,
  view: (each: T) => View,
) {
  const shown = data.map(view);
  return {
    object: "list" as const,
    data: shown,
    first_id: shown[0]?.id ?? null,
    last_id: shown.at(-1)?.id ?? null,
    has_more: hasMore,
  };
}

function toUnix(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
