import { z } from "zod";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { getJson, isAway } from "../../platform/upstream/get-json.ts";
import type { ApiAccess } from "./kinds.ts";

/** Maximum number of models listed: more are too many to choose from. */
const mostModels = 1_000;

/** The version of Anthropic's API that its SDK uses. */
const anthropicVersion = "2023-06-01";

const openaiAnswer = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

const googleAnswer = z.looseObject({
  models: z.array(
    z.looseObject({
      /** For example `models/gemini-2.5-pro`. */
      name: z.string(),
      supportedGenerationMethods: z.array(z.string()).optional(),
    }),
  ),
});

/**
 * The names of an API's models, in its order.
 *
 * @throws RequestError `unavailable`
 */
export async function listModels(access: ApiAccess, signal: AbortSignal): Promise<string[]> {
  const names = await askNames(access, signal);
  const usable = names.filter((name) => name.trim() !== "" && name.length <= workflowLimits.model);
  return [...new Set(usable)].slice(0, mostModels);
}

async function askNames(access: ApiAccess, signal: AbortSignal): Promise<string[]> {
  const { kind, baseUrl, apiKey, headers } = access;
  switch (kind) {
    case "openai-responses": {
      const server = { baseUrl, apiKey, headers };
      return namesIn(openaiAnswer, await getJson(server, "/models", signal));
    }
    case "anthropic": {
      const own = { "x-api-key": apiKey, "anthropic-version": anthropicVersion };
      const server = {
        baseUrl: withQuery(baseUrl, "limit"),
        apiKey: null,
        headers: { ...own, ...headers },
      };
      return namesIn(openaiAnswer, await getJson(server, "/models", signal));
    }
    case "google": {
      const server = {
        baseUrl: withQuery(baseUrl, "pageSize"),
        apiKey: null,
        headers: { "x-goog-api-key": apiKey, ...headers },
      };
      const answer = googleAnswer.safeParse(await getJson(server, "/models", signal));
      if (!answer.success) throw isAway("its answer is no list of models");
      return answer.data.models
        .filter(
          ({ supportedGenerationMethods: methods }) => methods?.includes("generateContent") ?? true,
        )
        .map(({ name }) => name.replace(/^models\//, ""));
    }
  }
}

function namesIn(schema: typeof openaiAnswer, answer: unknown): string[] {
  const read = schema.safeParse(answer);
  if (!read.success) throw isAway("its answer is no list of models");
  return read.data.data.map(({ id }) => id);
}

/** Requests the maximum number of models: the APIs' default pages hold twenty or fifty. */
function withQuery(baseUrl: string, name: string): string {
  const url = new URL(baseUrl);
  url.searchParams.set(name, String(mostModels));
  return url.href;
}
