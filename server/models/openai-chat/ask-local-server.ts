import pLimit from "p-limit";
import { isObject, type JsonObject } from "../../platform/narrow.ts";
import { getJson, postJson, type UpstreamServer } from "../../platform/upstream/get-json.ts";
import { rootOfServer } from "./root-of-server.ts";

/** Most of Ollama's models that are requested one by one; the others have only their names. */
const mostAsked = 50;

/** Concurrent requests to one server. */
const atATime = 4;

/**
 * What Ollama and LM Studio report about their models besides the list: by name, in the form of the
 * list's entries. The owner in the list identifies both, so no other server gets these requests.
 */
export async function askLocalServer(
  server: UpstreamServer,
  listed: readonly JsonObject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, JsonObject>> {
  const root = rootOfServer(server);
  const owner = listed[0]?.["owned_by"];
  if (!root) return new Map();
  if (owner === "organization_owner") return askLmStudio(root, signal);
  if (owner === "library") return askOllama(root, listed, signal);
  return new Map();
}

/** `GET /api/v0/models`: type, capabilities and windows of all models. */
async function askLmStudio(root: UpstreamServer, signal: AbortSignal) {
  const answer = await quietly(getJson(root, "/api/v0/models", signal), signal);
  const entries: unknown[] =
    isObject(answer) && Array.isArray(answer["data"]) ? answer["data"] : [];
  return new Map(
    entries
      .filter(isObject)
      .flatMap((entry) => (typeof entry["id"] === "string" ? [[entry["id"], entry]] : [])),
  );
}

/** `POST /api/show` for each: `{"capabilities": ["completion", "vision", "tools", "thinking"]}`. */
async function askOllama(root: UpstreamServer, listed: readonly JsonObject[], signal: AbortSignal) {
  const limit = pLimit(atATime);
  const names = listed
    .slice(0, mostAsked)
    .flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  const shown = await limit.map(names, async (model) => {
    const question = { path: "/api/show", body: { model } };
    return [model, fromOllama(await quietly(postJson(root, question, signal), signal))] as const;
  });
  return new Map(shown);
}

function fromOllama(answer: unknown): JsonObject {
  const told: unknown = isObject(answer) ? answer["capabilities"] : null;
  if (!Array.isArray(told)) return {};
  const capabilities: unknown[] = told;
  return {
    ...(capabilities.includes("completion") ? {} : { type: "embedding" }),
    capabilities: {
      vision: capabilities.includes("vision"),
      function_calling: capabilities.includes("tools"),
      reasoning: capabilities.includes("thinking"),
    },
  };
}

/** Null when the request fails: the list is used without it. */
async function quietly(answer: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  try {
    return await answer;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
