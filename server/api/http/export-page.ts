import { exportAccount } from "../../people/accounts/export-account.ts";
import { exportChats } from "../../people/accounts/export-chats.ts";
import { recordAudit } from "../../people/audit/record-audit.ts";
import type { RequestError } from "../../platform/errors.ts";
import { limitHeaders } from "../../platform/limits/limit-headers.ts";
import { toRequestError } from "../trpc/map-error.ts";
import { readBearer } from "../read-bearer.ts";
import type { SocketDeps } from "./websocket.ts";

/** A refusal that the app recognises by status and headers. */
function refused(error: RequestError): Response {
  if (error.code !== "rate_limited") throw error;
  return new Response(error.message, { status: 429, headers: limitHeaders([error]) });
}

/**
 * All data about the caller, as a file download; with `?format=markdown`, their chats as a ZIP. Not available to API keys. */
export async function exportPage(
  { services, viewers, log }: SocketDeps,
  request: Request,
  address: string,
): Promise<Response> {
  const token = readBearer(request.headers);
  const viewer = token === null ? null : await viewers.fromToken(token);
  if (!viewer) return new Response("Sign in first.", { status: 401 });
  if (viewer.scopes)
    return new Response("This API key does not have permission for that.", { status: 403 });
  const { userId } = viewer;
  try {
    await services.limits.take("export", userId);
  } catch (error) {
    return refused(toRequestError(error));
  }
  await recordAudit(services.people.db, {
    kind: "data_exported",
    actorId: userId,
    userId,
    address,
  });
  const wanted =
    new URL(request.url).searchParams.get("format") === "markdown"
      ? { type: "application/zip", name: "chatkit-chats.zip" }
      : { type: "application/json; charset=utf-8", name: "chatkit-export.json" };
  const pieces: AsyncIterator<string | Uint8Array> =
    wanted.type === "application/zip"
      ? (await exportChats(services.people.db, userId))[Symbol.asyncIterator]()
      : exportAccount(services.sql, userId);
  const encoder = new TextEncoder();
  let isLeft = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (isLeft) return;
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      } catch (error) {
        log.error({ err: error, userId }, "export aborted");
        controller.error(error);
      }
    },
    cancel: () => {
      isLeft = true;
      void pieces.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": wanted.type,
      "content-disposition": `attachment; filename="${wanted.name}"`,
      "cache-control": "no-store",
    },
  });
}
