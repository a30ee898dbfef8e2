import { isObject } from "../../../platform/narrow.ts";
import { getJson, postJson, type UpstreamServer } from "../../../platform/upstream/get-json.ts";
import { toWindow } from "./listed-window.ts";

/**
 * What Ollama gives a model that sets no window itself, in tokens: 4,096 on machines with less than 24 GB of
 * graphics memory, and more on larger ones or with `OLLAMA_CONTEXT_LENGTH`, which shows once the model is loaded.
 */
const usualWindow = 4_096;

/**
 * A model's window in Ollama, in tokens: of what is loaded (`GET /api/ps`), else what its Modelfile sets
 * (`num_ctx` in `POST /api/show`), else the usual one. What the model was trained for does not count: Ollama
 * cuts prompts to the window that is loaded, and does not say so.
 *
 * @returns null where the server is not Ollama, or does not know the model
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
    // A page, or a refusal: it is another kind of server.
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
