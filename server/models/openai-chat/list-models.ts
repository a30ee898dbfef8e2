import { z } from "zod";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { RequestError } from "../../platform/errors.ts";
import { getJson, isAway, type UpstreamServer } from "../../platform/upstream/get-json.ts";
import { joinPath } from "../../platform/upstream/join-path.ts";

/** Maximum number of models listed: more are too many to choose from. */
const mostModels = 1_000;

const answerSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** A model in a server's list; servers add fields of their own. */
export type ListedModel = z.infer<typeof answerSchema>["data"][number];

/**
 * The names of an OpenAI-compatible server's models, in its order.
 *
 * @throws RequestError `unavailable`
 */
export async function listModels(server: UpstreamServer, signal: AbortSignal): Promise<string[]> {
  const listed = await readModelList(server, signal);
  const names = listed.map(({ id }) => id);
  const usable = names.filter((name) => name.trim() !== "" && name.length <= workflowLimits.model);
  return [...new Set(usable)].slice(0, mostModels);
}

/**
 * Reads a server's list of models (`GET /models`). If the address has neither a version nor a list,
 * tries it with `/v1`.
 *
 * @throws RequestError `unavailable`
 */
export async function readModelList(
  server: UpstreamServer,
  signal: AbortSignal,
): Promise<ListedModel[]> {
  const here = await readList(server, signal);
  const hasVersion = /\/v\d/.test(new URL(server.baseUrl).pathname);
  if (!(here instanceof RequestError)) return here;
  if (hasVersion) throw here;
  signal.throwIfAborted();
  const behind = { ...server, baseUrl: joinPath(server.baseUrl, "/v1") };
  const there = await readList(behind, signal);
  if (there instanceof RequestError) throw here;
  return there;
}

async function readList(
  server: UpstreamServer,
  signal: AbortSignal,
): Promise<ListedModel[] | RequestError> {
  try {
    const answer = answerSchema.safeParse(await getJson(server, "/models", signal));
    return answer.data?.data ?? isAway("its answer is no list of models");
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}
