import type { JsonObject } from "../../platform/narrow.ts";
import { getJson, postJson, type UpstreamServer } from "../../platform/upstream/get-json.ts";

/** Reads a path that only some servers have; undefined if there is no readable response. */
export function peek(root: UpstreamServer, path: string, signal: AbortSignal): Promise<unknown> {
  return orNothing(getJson(root, path, signal), signal);
}

/** The same with a POST request. */
export function peekWith(
  root: UpstreamServer,
  question: { path: string; body: JsonObject },
  signal: AbortSignal,
): Promise<unknown> {
  return orNothing(postJson(root, question, signal), signal);
}

async function orNothing(answer: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  try {
    return await answer;
  } catch {
    signal.throwIfAborted();
    // A web page or an error: another kind of server.
    return undefined;
  }
}
