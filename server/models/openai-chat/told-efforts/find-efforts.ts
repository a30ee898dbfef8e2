import { type Effort, efforts } from "../../../../shared/effort.ts";
import { isObject, type JsonObject } from "../../../platform/narrow.ts";
import type { UpstreamServer } from "../../../platform/upstream/get-json.ts";
import { findEffortTraits } from "../../effort/effort-table.ts";
import { readModelList } from "../list-models.ts";
import { peek, peekWith } from "../peek.ts";
import { rootOfServer } from "../root-of-server.ts";

/**
 * How long a model can be asked to think, as its server tells it: in OpenRouter's list of models, or where LM
 * Studio and Ollama have it.
 *
 * @returns least first, empty for a model that has no choice; null where the server does not tell
 * @throws RequestError `unavailable`
 */
export async function findEfforts(
  server: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<readonly Effort[] | null> {
  const listed = await readModelList(server, signal);
  const entry = listed.find(({ id }) => id === model);
  const told = entry ? effortsOfEntry(entry) : null;
  if (told !== null) return told;
  const root = rootOfServer(server);
  if (!root) return null;
  return (await askLmStudio(root, model, signal)) ?? (await askOllama(root, model, signal));
}

/**
 * OpenRouter: `supported_parameters` has `reasoning` for models that think, and `reasoning` says more about some:
 * `{"supported_efforts": ["high", "low"], "mandatory": true}`, where null stands for all efforts.
 */
function effortsOfEntry(entry: JsonObject): readonly Effort[] | null {
  const parameters: unknown = entry["supported_parameters"];
  if (!Array.isArray(parameters)) return null;
  const { id, reasoning } = entry;
  if (!isObject(reasoning)) {
    const thinks = parameters.includes("reasoning") || parameters.includes("reasoning_effort");
    return thinks ? (findEffortTraits(String(id))?.efforts ?? efforts) : [];
  }
  const { supported_efforts: supported, mandatory } = reasoning;
  const all = Array.isArray(supported)
    ? efforts.filter((each) => supported.includes(each))
    : efforts;
  return mandatory === true ? all.filter((effort) => effort !== "none") : all;
}

/**
 * `GET /api/v1/models` of LM Studio:
 * `{"models": [{"key": "a", "capabilities": {"reasoning": {"allowed_options": ["off", "on"]}}}]}`. Older versions
 * say nothing of it.
 */
async function askLmStudio(
  root: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<readonly Effort[] | null> {
  const answer = await peek(root, "/api/v1/models", signal);
  const models: unknown = isObject(answer) ? answer["models"] : undefined;
  if (!Array.isArray(models)) return null;
  const entry: unknown = models.find((each: unknown) => isObject(each) && isNamed(each, model));
  const capabilities = isObject(entry) ? entry["capabilities"] : undefined;
  const reasoning = isObject(capabilities) ? capabilities["reasoning"] : undefined;
  return isObject(reasoning) ? toEfforts(reasoning["allowed_options"]) : null;
}

/** By its own name, or that of one that is loaded. */
function isNamed({ key, loaded_instances: loaded }: JsonObject, model: string): boolean {
  if (key === model) return true;
  return Array.isArray(loaded) && loaded.some((each) => isObject(each) && each["id"] === model);
}

/**
 * `POST /api/show` of Ollama: `{"capabilities": ["completion", "thinking"], "thinking": {"values": [false, true]}}`;
 * older versions have the capability alone.
 */
async function askOllama(
  root: UpstreamServer,
  model: string,
  signal: AbortSignal,
): Promise<readonly Effort[] | null> {
  const answer = await peekWith(root, { path: "/api/show", body: { model } }, signal);
  if (!isObject(answer) || !Array.isArray(answer["capabilities"])) return null;
  if (!answer["capabilities"].includes("thinking")) return [];
  const { thinking } = answer;
  const told = isObject(thinking) ? toEfforts(thinking["values"]) : null;
  return told ?? findEffortTraits(model)?.efforts ?? ["none"];
}

/** Words for no thinking at all. */
const off: ReadonlySet<unknown> = new Set([false, "off", "none"]);

/** Efforts among the words of a server; null where it names none at all. */
function toEfforts(words: unknown): readonly Effort[] | null {
  if (!Array.isArray(words) || words.length === 0) return null;
  const canBeOff = words.some((word) => off.has(word));
  return efforts.filter((effort) => (effort === "none" ? canBeOff : words.includes(effort)));
}
