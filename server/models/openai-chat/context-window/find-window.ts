import type { UpstreamServer } from "../../../platform/upstream/get-json.ts";
import { isObject } from "../../../platform/narrow.ts";
import { readModelList } from "../list-models.ts";
import { peek } from "../peek.ts";
import { rootOfServer } from "../root-of-server.ts";
import { toWindow, windowOfEntry } from "../../listing/listed-window.ts";
import { askOllama } from "./ask-ollama.ts";

/**
 * A model's context window as reported by its server: in the list of models or, if that does not
 * include it, in the own APIs of llama.cpp, LM Studio and Ollama.
 *
 * @returns tokens; null when the server does not report it
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
  const root = rootOfServer(server);
  if (!root) return null;
  return (
    (await askLlamaCpp(root, signal)) ??
    (await askLmStudio(root, model, signal)) ??
    (await askOllama(root, model, signal))
  );
}

/** `GET /props` of llama.cpp, where `n_ctx` is the window of a single request. */
async function askLlamaCpp(root: UpstreamServer, signal: AbortSignal): Promise<number | null> {
  const props = await peek(root, "/props", signal);
  if (!isObject(props)) return null;
  const settings = props["default_generation_settings"];
  return toWindow(isObject(settings) ? settings["n_ctx"] : undefined) ?? toWindow(props["n_ctx"]);
}

/** `GET /api/v0/models/{model}` of LM Studio: the loaded window, otherwise the maximum. */
async function askLmStudio(
  root: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<number | null> {
  const path = `/api/v0/models/${model.split("/").map(encodeURIComponent).join("/")}`;
  const entry = await peek(root, path, signal);
  return isObject(entry) ? windowOfEntry(entry) : null;
}
