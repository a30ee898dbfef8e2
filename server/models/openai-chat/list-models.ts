import { z } from "zod";
import { RequestError } from "../../platform/errors.ts";
import { getJsonList, isAway, type UpstreamServer } from "../../platform/upstream/get-json.ts";
import { joinPath } from "../../platform/upstream/join-path.ts";
import { describeEntry, isOtherKind } from "../listing/describe-entry.ts";
import type { DescribedModel } from "../listing/described-model.ts";
import { usableModels } from "../listing/usable-models.ts";
import { askLocalServer } from "./ask-local-server.ts";

const answerSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** A model in a server's list; servers add fields of their own. */
export type ListedModel = z.infer<typeof answerSchema>["data"][number];

/**
 * An OpenAI-compatible server's models with their reported traits, in its order.
 *
 * @throws RequestError `unavailable`
 */
export async function listModels(
  server: UpstreamServer,
  signal: AbortSignal,
): Promise<DescribedModel[]> {
  const listed = await readModelList(server, signal);
  const more = await askLocalServer(server, listed, signal);
  const entries = listed.map((entry) => ({ ...entry, ...more.get(entry.id) }));
  return usableModels(
    entries
      .filter((entry) => !isOtherKind(entry))
      .map((entry) => ({ name: entry.id, ...describeEntry(entry) })),
  );
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
    const answer = answerSchema.safeParse(await getJsonList(server, "/models", signal));
    return answer.data?.data ?? isAway("its answer is no list of models");
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
}
