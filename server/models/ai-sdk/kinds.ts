import type { LanguageModelV4, SharedV4ProviderOptions } from "@ai-sdk/provider";

/** APIs that are called through the AI SDK's packages. */
export const aiSdkKinds = ["openai-responses", "anthropic", "google"] as const;

export type AiSdkKind = (typeof aiSdkKinds)[number];

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
  const settings = { baseURL: baseUrl, apiKey, headers };
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
 */
export function optionsOf(kind: AiSdkKind, model: string): SharedV4ProviderOptions {
  switch (kind) {
    case "openai-responses":
      return { openai: { store: false, reasoningSummary: "auto" } };
    case "anthropic":
      return {};
    case "google":
      return /gemini-(?:2\.5|[3-9])/.test(model)
        ? { google: { thinkingConfig: { includeThoughts: true } } }
        : {};
  }
}
