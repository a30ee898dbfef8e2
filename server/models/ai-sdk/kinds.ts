import type { LanguageModelV4, SharedV4ProviderOptions } from "@ai-sdk/provider";

/** APIs that are spoken through the AI SDK's packages. */
export const aiSdkKinds = ["openai-responses", "anthropic", "google"] as const;

export type AiSdkKind = (typeof aiSdkKinds)[number];

/** Where an API is, and what it is called with. */
export interface ApiAccess {
  kind: AiSdkKind;
  /** Up to and including the version, such as `https://api.anthropic.com/v1`. */
  baseUrl: string;
  apiKey: string;
  /** Further headers, such as those that a gateway asks for. */
  headers: Readonly<Record<string, string>>;
}

/** Where each API is unless the operator says otherwise. */
export const usualAddresses: Readonly<Record<AiSdkKind, string>> = {
  "openai-responses": "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
};

/** Makes the SDK's model of a name. */
export type ModelOf = (model: string) => LanguageModelV4;

/** Loads a kind's package: nothing of it is in memory where no connection is of that kind. */
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
 * What each API needs besides the standard options: Responses keeps conversations on its side
 * unless it is told not to, and tells of its thoughts in summaries; Gemini tells of them from 2.5 on.
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
