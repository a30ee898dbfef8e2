import { getJson, type UpstreamServer } from "../../../platform/upstream/get-json.ts";
import { isObject } from "../../../platform/narrow.ts";
import { readModelList } from "../list-models.ts";
import { toWindow, windowOfEntry } from "./listed-window.ts";
import { askOllama } from "./ask-ollama.ts";

/**
 * A model's context window as its server tells it: in the list of models, or, for servers whose
 * lists say nothing, where llama.cpp, LM Studio and Ollama have it.
 *
 * @returns tokens; null where the server does not tell
 * @throws RequestError `unavailable`
 */
export async function findWindow(
  server: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<number | null> {
  const listed = await readModelList(server, signal);
  const entry = listed.find(({ id }) => id === model);
  const window = entry ? windowOfEntry(entry) : null;
  if (window !== null) return window;
  const root = rootOf(server);
  if (!root) return null;
  return (
    (await askLlamaCpp(root, signal)) ??
    (await askLmStudio(root, model, signal)) ??
    (await askOllama(root, model, signal))
  );
}

/**
 * Where such servers have their own API: what is before `/v1`. Null for an address with anything else
 * in its path, and for hosts that are known to have none.
 */
function rootOf({ baseUrl, apiKey }: UpstreamServer): UpstreamServer | null {
  const url = new URL(baseUrl);
  if (!/^\/*(?:v1\/*)?$/.test(url.pathname) || hosted.test(url.hostname)) return null;
  return { baseUrl: url.origin, apiKey };
}

const hosted = /(^|\.)(openai\.com|openai\.azure\.com|googleapis\.com|anthropic\.com)$/i;

/** `GET /props` of llama.cpp, where `n_ctx` is what a request of its own may take up. */
async function askLlamaCpp(root: UpstreamServer, signal: AbortSignal): Promise<number | null> {
  const props = await peek(root, "/props", signal);
  if (!isObject(props)) return null;
  const settings = props["default_generation_settings"];
  return toWindow(isObject(settings) ? settings["n_ctx"] : undefined) ?? toWindow(props["n_ctx"]);
}

/** `GET /api/v0/models/{model}` of LM Studio: what is loaded, else what is possible. */
async function askLmStudio(
  root: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<number | null> {
  const path = `/api/v0/models/${model.split("/").map(encodeURIComponent).join("/")}`;
  const entry = await peek(root, path, signal);
  return isObject(entry) ? windowOfEntry(entry) : null;
}

/** What is at a path that other servers do not have; undefined where there is nothing to read. */
async function peek(root: UpstreamServer, path: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await getJson(root, path, signal);
  } catch {
    signal.throwIfAborted();
    // A page, or a refusal: it is another kind of server.
    return undefined;
  }
}
