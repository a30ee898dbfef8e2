import type { ModelApi } from "../../../../testing/model-apis/model-api.ts";
import { patient, retries } from "../../openai-chat/testing/call-mock.ts";
import type { ServerProvider } from "../../provider.ts";
import type { ProviderTimeouts } from "../../patience/watchdog.ts";
import { type AiSdkProviderOptions, createAiSdkProvider } from "../ai-sdk-provider.ts";
import type { AiSdkKind } from "../kinds.ts";

/** Where each API has its version. */
export const apiPaths: Record<AiSdkKind, string> = {
  "openai-responses": "/v1",
  anthropic: "/v1",
  google: "/v1beta",
};

/** A provider that calls a stand-in, with a key and a header of a gateway. */
export function providerAt(
  api: ModelApi,
  kind: AiSdkKind,
  { timeouts = patient, query = "", ...options }: StandInOptions = {},
): ServerProvider {
  const baseUrl = api.url + apiPaths[kind] + query;
  const access = { kind, baseUrl, apiKey: "key-1", headers: { "x-team": "a" } };
  return createAiSdkProvider({ name: kind, access, patience: { timeouts, retries }, ...options });
}

interface StandInOptions extends Pick<AiSdkProviderOptions, "facts" | "effortsSaid"> {
  timeouts?: ProviderTimeouts;
  /** Of the address. */
  query?: string;
}

/** An error as these APIs report one. */
export function errorOf(type: string, message = "no") {
  return { type: "error", error: { type, message, code: 400, status: "X" } };
}
