import { idSchema } from "../../../shared/id-schemas.ts";
import { receiveImportPart } from "../../chat/imports/receive-import-part.ts";
import { takeForViewer } from "../../people/auth/take-for-viewer.ts";
import { RequestError } from "../../platform/errors.ts";
import { limitHeaders } from "../../platform/limits/limit-headers.ts";
import { httpStatuses } from "../rest/http-status.ts";
import { toRequestError } from "../trpc/map-error.ts";
import type { TakenBody } from "./body-door.ts";
import type { SocketDeps } from "./websocket.ts";

/** Highest position of a part: that of the largest export, with a margin. */
const maxPosition = 10_000;

/**
 * `PUT /import/{id}/{position}`: the next part of a file with chats. For people; API keys and client
 * secrets cannot import.
 *
 * @param pathname below the base path
 */
export async function importPart(
  { services, log }: SocketDeps,
  { request, caller, refusal }: TakenBody,
  pathname: string,
): Promise<Response> {
  if (request.method !== "PUT")
    return new Response("Method not allowed", { status: 405, headers: { allow: "PUT" } });
  try {
    if (refusal) throw refusal;
    const viewer = await caller();
    if (!viewer) throw new RequestError("unauthenticated", "Sign in first.");
    if (viewer.scopes || viewer.chatSession)
      throw new RequestError("forbidden", "Only people can import chats.");
    const { importId, position } = readPath(pathname);
    await takeForViewer(services.limits, "uploadPart", viewer);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const of = { importId, userId: viewer.userId };
    const { status, receivedBytes } = await receiveImportPart(services.chat, of, {
      position,
      bytes,
    });
    return Response.json({ status, receivedBytes }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    const refused = toRequestError(error);
    if (refused.code === "internal") log.error({ err: error }, "import part failed");
    const headers = { "cache-control": "no-store", ...limitHeaders([refused]) };
    const { code, message } = refused;
    return Response.json({ code, message }, { status: httpStatuses[code], headers });
  }
}

/** @throws RequestError `not_found` for any other path */
function readPath(pathname: string): { importId: string; position: number } {
  const [, id, position] = /^\/import\/(imp_[0-9a-f]{32})\/(\d{1,5})$/.exec(pathname) ?? [];
  const importId = idSchema("import").safeParse(id);
  if (!importId.success || Number(position) > maxPosition)
    throw new RequestError("not_found", "No such import.");
  return { importId: importId.data, position: Number(position) };
}
