import { isObject } from "../../../platform/narrow.ts";
import { getJson, postJson, type UpstreamServer } from "../../../platform/upstream/get-json.ts";
import { toWindow } from "../../listing/listed-window.ts";

/**
 * Ollama's default window in tokens: 4,096 on machines with less than 24 GB of graphics memory.
 * Larger ones, or `OLLAMA_CONTEXT_LENGTH`, give more, which shows once the model is loaded.
 */
const usualWindow = 4_096;

/**
 * A model's window in Ollama, in tokens: of the loaded model (`GET /api/ps`), otherwise the one in
 * its Modelfile (`num_ctx` in `POST /api/show`), otherwise the default. The window it was trained
 * for does not count: Ollama silently cuts prompts to the loaded one.
 *
 * @returns null when the server is not Ollama, or does not know the model
 */
export async function askOllama(
  root: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const loaded = loadedWindow(await getJson(root, "/api/ps", signal), model);
    if (loaded !== null) return loaded;
    return shownWindow(await postJson(root, { path: "/api/show", body: { model } }, signal));
  } catch {
    signal.throwIfAborted();
    // A web page or an error: not Ollama.
    return null;
  }
}

/** `{"models": [{"name": "llama3.2:latest", "context_length": 4096}]}` */
function loadedWindow(answer: unknown, model: string): number | null {
  const models = isObject(answer) && Array.isArray(answer["models"]) ? answer["models"] : [];
  const names = new Set<unknown>([model, `${model}:latest`]);
  const loaded: unknown = models.find(
    (each: unknown) => isObject(each) && (names.has(each["name"]) || names.has(each["model"])),
  );
  return isObject(loaded) ? toWindow(loaded["context_length"]) : null;
}

/** `{"parameters": "num_ctx 8192\nstop …", "model_info": {"llama.context_length": 131072}}` */
function shownWindow(answer: unknown): number | null {
  if (!isObject(answer) || !isObject(answer["model_info"])) return null;
  const parameters = typeof answer["parameters"] === "string" ? answer["parameters"] : "";
  const set = /^num_ctx\s+(\d+)/m.exec(parameters)?.[1];
  if (set !== undefined) return toWindow(Number(set));
  const trained = Object.entries(answer["model_info"]).find(([name]) =>
    name.endsWith(".context_length"),
  )?.[1];
  return Math.min(usualWindow, toWindow(trained) ?? usualWindow);
}
