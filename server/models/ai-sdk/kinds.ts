import type { ConnectionKind } from "../../../shared/connections.ts";
import type { LanguageModelV4, SharedV4ProviderOptions } from "@ai-sdk/provider";
import { findEffortTraits } from "../effort/effort-table.ts";
import type { ProviderRequest } from "../provider.ts";
import { titleTokens, titleTokensWithThoughts } from "../title-prompt.ts";
import { createAddressedFetch } from "./addressed-fetch.ts";

/** APIs that are called through the AI SDK's packages. */
export const aiSdkKinds = [
  "openai-responses",
  "anthropic",
  "google",
] as const satisfies readonly ConnectionKind[];

export type AiSdkKind = Exclude<ConnectionKind, "openai-chat">;

/** The address of an API, and its credentials. */
export interface ApiAccess {
  kind: AiSdkKind;
  /** Including the version, such as `https://api.anthropic.com/v1`. */
  baseUrl: string;
  apiKey: string;
  /** Additional headers, for example for a gateway. */
  headers: Readonly<Record<string, string>>;
}

/** Default address of each API. */
export const usualAddresses: Readonly<Record<AiSdkKind, string>> = {
  "openai-responses": "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
};

/** Creates the SDK's model by name. */
export type ModelOf = (model: string) => LanguageModelV4;

/** Loads the package of a kind, so that unused packages take no memory. */
export async function loadKind({ kind, baseUrl, apiKey, headers }: ApiAccess): Promise<ModelOf> {
  const settings = { ...createAddressedFetch(baseUrl), apiKey, headers };
  switch (kind) {
    case "openai-responses": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      const openai = createOpenAI(settings);
      return (model) => openai.responses(model);
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      const anthropic = createAnthropic(settings);
      return (model) => anthropic(model);
    }
    case "google": {
      const { createGoogle } = await import("@ai-sdk/google");
      const google = createGoogle(settings);
      return (model) => google(model);
    }
  }
}

/**
 * Options that each API needs besides the standard ones: Responses stores conversations unless told
 * not to, and returns reasoning as summaries; Gemini returns it from 2.5 on.
 * Where a title is wanted, a model is to think as little as it can.
 */
export function optionsOf(
  kind: AiSdkKind,
  { model, purpose }: Pick<ProviderRequest, "model" | "purpose">,
): SharedV4ProviderOptions {
  switch (kind) {
    case "openai-responses": {
      const least = purpose === "title" ? leastEffortOf(model) : null;
      const effort = least === null ? {} : { reasoningEffort: least };
      return { openai: { store: false, reasoningSummary: "auto", ...effort } };
    }
    case "anthropic":
      return {};
    case "google":
      return thinksUnasked(kind, model)
        ? { google: { thinkingConfig: { includeThoughts: true } } }
        : {};
  }
}

/** Longest title in tokens: Claude does not think unless it is told to, the others do. */
export function longestTitle(kind: AiSdkKind, model: string): number {
  return thinksUnasked(kind, model) ? titleTokensWithThoughts : titleTokens;
}

function thinksUnasked(kind: AiSdkKind, model: string): boolean {
  if (kind === "google") return /gemini-(?:2\.5|[3-9])/.test(model);
  return kind === "openai-responses" && (findEffortTraits(model)?.efforts.length ?? 0) > 0;
}

function leastEffortOf(model: string): string | null {
  const traits = findEffortTraits(model);
  const least = traits?.efforts[0] ?? null;
  if (least !== "none") return least;
  return traits?.none === "omit" ? null : (traits?.none ?? least);
}
