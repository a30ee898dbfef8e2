import { z } from "zod";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { getJson, isAway, type UpstreamServer } from "../../platform/upstream/get-json.ts";

/** Most models that are told; nobody chooses from more. */
const mostModels = 1_000;

const answerSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/**
 * The names of an OpenAI-compatible server's models (`GET /models`), in its order.
 *
 * @throws RequestError `unavailable`
 */
export async function listModels(server: UpstreamServer, signal: AbortSignal): Promise<string[]> {
  const answer = answerSchema.safeParse(await getJson(server, "/models", signal));
  if (!answer.success) throw isAway("its answer is no list of models");
  const names = answer.data.data.map(({ id }) => id);
  const usable = names.filter((name) => name.trim() !== "" && name.length <= workflowLimits.model);
  return [...new Set(usable)].slice(0, mostModels);
}
