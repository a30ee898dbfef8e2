import type { ConnectionKind } from "../../../shared/connections.ts";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import { createAddressedFetch, type HeadersOfCall } from "./addressed-fetch.ts";

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
  /** Headers of each call besides those; absent or undefined for none. */
  headersOfCall?: HeadersOfCall;
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
export async function loadKind(access: ApiAccess): Promise<ModelOf> {
  const { kind, baseUrl, apiKey, headers, headersOfCall } = access;
  const settings = { ...createAddressedFetch(baseUrl, headersOfCall), apiKey, headers };
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
