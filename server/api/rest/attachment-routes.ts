import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { idSchema } from "../../../shared/id-schemas.ts";
import { newId } from "../../../shared/ids.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import { createAttachmentSchema } from "../../../shared/requests.ts";
import type { Scope } from "../../../shared/scopes.ts";
import { createAttachment } from "../../chat/attachments/create-attachment.ts";
import { type AttachmentOfUser, findAttachment } from "../../chat/attachments/find-attachment.ts";
import { readParts } from "../../chat/attachments/read-parts.ts";
import { readPreview } from "../../chat/attachments/read-preview.ts";
import { RecentUploads } from "../../chat/attachments/recent-uploads.ts";
import { receivePart } from "../../chat/attachments/receive-part.ts";
import type { Viewer } from "../../people/auth/viewer.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { takeForViewer } from "../../people/auth/take-for-viewer.ts";
import { requireReach } from "../../assistants/sessions/chat-session-reach.ts";
import { dataHeaders, saveAs, toStream } from "../file-answer.ts";
import { newUploadSchema, toUploadAnswer, uploadAnswer } from "./attachment-schemas.ts";
import { anyBytes, inJson } from "./answer-parts.ts";
import { missingRefusals, plainRefusals, tokenRefusals } from "./plain-answers.ts";
import { plainErrorSchema } from "./plain-schemas.ts";
import type { RestApp, RestDeps, RestEnv } from "./rest-context.ts";
import { urlNumber } from "./url-number.ts";

const operation = {
  tags: ["Files"],
  security: [{ apiKey: [] }, { accessToken: [] }, { clientSecret: [] }],
};
const idParam = z.object({ id: idSchema("attachment") });

const refusals = { ...plainRefusals, ...tokenRefusals, ...missingRefusals };

/** Position of the last part of the largest file, with room for smaller parts. */
const maxPosition = 1_000;

const announceRoute = createRoute({
  ...operation,
  method: "post",
  path: "/api/attachments",
  operationId: "announceFile",
  summary: "Announce a file",
  description:
    "Upload its parts next. Once the file is `ready`, it can be attached to messages of its workflow. A file that is in no message is deleted after two days.",
  request: {
    body: { required: true, content: { "application/json": { schema: newUploadSchema } } },
  },
  responses: {
    ...refusals,
    201: inJson(uploadAnswer, "The file can be uploaded."),
    409: inJson(plainErrorSchema, "The id was used for another file."),
    413: {
      ...refusals[413],
      description: `The file is larger than allowed, or the user's storage is full. ${refusals[413].description}`,
    },
  },
});

const stateRoute = createRoute({
  ...operation,
  method: "get",
  path: "/api/attachments/{id}",
  operationId: "readFileState",
  summary: "Read the state of an upload",
  request: { params: idParam },
  responses: { ...refusals, 200: inJson(uploadAnswer, "The upload.") },
});

const partRoute = createRoute({
  ...operation,
  method: "put",
  path: "/api/attachments/{id}/parts/{position}",
  operationId: "uploadFilePart",
  summary: "Upload the next part of a file",
  description: `Upload the parts in order, from position 0. Each has ${attachmentPartBytes} bytes; the last one may be shorter. A part that was stored before is not stored again, so continue a broken upload at \`received_bytes\`. After the last part, a job reads the file.`,
  request: {
    params: idParam.extend({ position: urlNumber(maxPosition) }),
    body: { required: true, content: { "application/octet-stream": { schema: anyBytes } } },
  },
  responses: {
    ...refusals,
    200: inJson(uploadAnswer, "The state of the upload."),
    409: inJson(plainErrorSchema, "Another part is next."),
  },
});

const contentRoute = createRoute({
  ...operation,
  method: "get",
  path: "/api/attachments/{id}/content",
  operationId: "downloadFile",
  summary: "Download a file",
  request: { params: idParam },
  responses: {
    ...refusals,
    200: {
      description: "The file's bytes, with its own content type.",
      headers: {
        "Content-Disposition": {
          schema: { type: "string" },
          required: true,
          description: "Has browsers save the file, under its name.",
          example: "attachment; filename*=UTF-8''report.pdf",
        },
      },
      content: { "*/*": { schema: anyBytes } },
    },
  },
});

const previewRoute = createRoute({
  ...operation,
  method: "get",
  path: "/api/attachments/{id}/preview",
  operationId: "readFilePreview",
  summary: "Read a small picture of an image",
  description:
    "With a token, or without one at the address in `preview_url` of a thread's items, which is valid for some minutes.",
  security: [{}, ...operation.security],
  request: {
    params: idParam,
    query: z.object({
      expires: z
        .string()
        .max(20)
        .optional()
        .describe("Part of `preview_url`: when the address ends, in Unix seconds."),
      signature: z.string().max(100).optional().describe("Part of `preview_url`."),
    }),
  },
  responses: {
    ...refusals,
    200: { description: "The picture.", content: { "image/webp": { schema: anyBytes } } },
  },
});

/** Uploads by programs, and the bytes of all files. */
export function attachmentRoutes(app: RestApp, deps: RestDeps): void {
  const { services } = deps;
  const recent = new RecentUploads();
  app.openapi(announceRoute, async (c) => {
    const viewer = await requireViewer(c, ["chat"]);
    const { id = newId("attachment"), name, size, mime_type: type, ...body } = c.req.valid("json");
    const workflowId = body.workflow_id ?? viewer.chatSession?.workflowId;
    await takeForViewer(services.limits, "upload", viewer);
    await requireReachOf(deps, viewer, { workflowId });
    const wanted = workflowId ?? services.chat.defaultWorkflowId;
    await services.assistants.prepareWorkflow({ id: wanted, caller: viewer.userId });
    const input = createAttachmentSchema.parse({ id, name, size, mimeType: type, workflowId });
    return c.json(toUploadAnswer(await createAttachment(services.chat, viewer, input)), 201);
  });
  app.openapi(stateRoute, async (c) => {
    const viewer = await requireViewer(c, ["chat", "read"]);
    const { id } = c.req.valid("param");
    return c.json(
      toUploadAnswer(await findAttachment(services.chat.db, ofViewer(viewer, id))),
      200,
    );
  });
  app.openapi(partRoute, async (c) => {
    const viewer = await requireViewer(c, ["chat"]);
    const { id, position } = c.req.valid("param");
    await takeForViewer(services.limits, "uploadPart", viewer);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const placesBehind = () => recent.add(c.env.address);
    const receiving = { ...services.chat, placesBehind };
    const upload = await receivePart(receiving, ofViewer(viewer, id), { position, bytes });
    return c.json(toUploadAnswer(upload), 200);
  });
  app.openapi(contentRoute, async (c) => {
    const viewer = await requireViewer(c, ["chat", "read"]);
    const { id } = c.req.valid("param");
    const { name, mimeType, size, status } = await findAttachment(
      services.chat.db,
      ofViewer(viewer, id),
    );
    if (status === "uploading" || status === "refused") throw notFound("attachment");
    const broken = (err: unknown) =>
      deps.log.warn({ err, attachmentId: id, requestId: c.env.requestId }, "download aborted");
    return new Response(toStream(readParts(services.sql, id), { size, broken }), {
      headers: { ...dataHeaders(mimeType), ...saveAs(name) },
    });
  });
  app.openapi(previewRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { expires, signature } = c.req.valid("query");
    const link = expires !== undefined && signature !== undefined && { expires, signature };
    if (!link || !services.chat.previewLinks.isGood(id, link)) {
      const viewer = await requireViewer(c, ["chat", "read"]);
      await findAttachment(services.chat.db, ofViewer(viewer, id));
    }
    const { mimeType, bytes } = await readPreview(services.chat.db, id);
    return new Response(new Uint8Array(bytes), { headers: dataHeaders(mimeType) });
  });
}

/**
 * The viewer, by any kind of token.
 *
 * @throws RequestError `unauthenticated`; `forbidden` for an API key without one of the scopes
 */
async function requireViewer(c: Context<RestEnv>, scopes: readonly Scope[]): Promise<Viewer> {
  const viewer = await c.env.caller();
  if (!viewer) throw new RequestError("unauthenticated", "Sign in first.");
  if (viewer.scopes && !viewer.scopes.some((scope) => scopes.includes(scope)))
    throw new RequestError("forbidden", "This API key does not have permission for that.");
  return viewer;
}

/** With a client secret, files can only be announced for its own workflow. */
async function requireReachOf(
  { services }: RestDeps,
  { chatSession: session, userId }: Viewer,
  input: { workflowId: string | undefined },
): Promise<void> {
  const { sql, defaultWorkflowId } = services.assistants;
  if (!session) return;
  const call = { reach: "inWorkflow" as const, input };
  await requireReach(sql, { ...call, userId, session, defaultWorkflowId });
}

function ofViewer({ userId, chatSession }: Viewer, attachmentId: string): AttachmentOfUser {
  return { attachmentId, userId, chatSession };
}
