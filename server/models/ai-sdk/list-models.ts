import { z } from "zod";
import { getJsonList, isAway, type UpstreamServer } from "../../platform/upstream/get-json.ts";
import { describeEntry } from "../listing/describe-entry.ts";
import type { DescribedModel } from "../listing/described-model.ts";
import { usableModels } from "../listing/usable-models.ts";
import type { ApiAccess } from "./kinds.ts";

/** The APIs' default pages hold twenty or fifty models; this is the maximum of both. */
const longestPage = "1000";

/** The version of Anthropic's API that its SDK uses. */
const anthropicVersion = "2023-06-01";

const openaiAnswer = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

const tokens = z.int().positive().optional().catch(undefined);

const googleAnswer = z.looseObject({
  models: z.array(
    z.looseObject({
      /** For example `models/gemini-2.5-pro`. */
      name: z.string(),
      supportedGenerationMethods: z.array(z.string()).optional(),
      displayName: z.string().optional().catch(undefined),
      inputTokenLimit: tokens,
      outputTokenLimit: tokens,
      thinking: z.boolean().optional().catch(undefined),
    }),
  ),
});

/**
 * An API's models with their reported traits, in its order.
 *
 * @throws RequestError `unavailable`
 */
export async function listModels(
  access: ApiAccess,
  signal: AbortSignal,
): Promise<DescribedModel[]> {
  return usableModels(await askModels(access, signal));
}

function askModels(access: ApiAccess, signal: AbortSignal): Promise<DescribedModel[]> {
  const { kind, baseUrl, apiKey, headers } = access;
  switch (kind) {
    case "openai-responses":
      return askEntries({ baseUrl, apiKey, headers }, signal);
    case "anthropic": {
      const own = { "x-api-key": apiKey, "anthropic-version": anthropicVersion };
      const server = { baseUrl: withQuery(baseUrl, "limit"), apiKey: null };
      return askEntries({ ...server, headers: { ...own, ...headers } }, signal);
    }
    case "google": {
      const server = { baseUrl: withQuery(baseUrl, "pageSize"), apiKey: null };
      return askGoogle({ ...server, headers: { "x-goog-api-key": apiKey, ...headers } }, signal);
    }
  }
}

async function askEntries(server: UpstreamServer, signal: AbortSignal): Promise<DescribedModel[]> {
  const read = openaiAnswer.safeParse(await getJsonList(server, "/models", signal));
  if (!read.success) throw isAway("its answer is no list of models");
  return read.data.data.map((entry) => ({ name: entry.id, ...describeEntry(entry) }));
}

async function askGoogle(server: UpstreamServer, signal: AbortSignal): Promise<DescribedModel[]> {
  const answer = googleAnswer.safeParse(await getJsonList(server, "/models", signal));
  if (!answer.success) throw isAway("its answer is no list of models");
  return answer.data.models
    .filter(
      ({ supportedGenerationMethods: methods }) => methods?.includes("generateContent") ?? true,
    )
    .map(({ name, displayName, inputTokenLimit, outputTokenLimit, thinking }) => ({
      name: name.replace(/^models\//, ""),
      ...describeEntry({ display_name: displayName }),
      contextWindow: inputTokenLimit,
      maxOutputTokens: outputTokenLimit,
      reasoning: thinking,
    }));
}

function withQuery(baseUrl: string, name: string): string {
  const url = new URL(baseUrl);
  url.searchParams.set(name, longestPage);
  return url.href;
}
