import type { z } from "zod";
import type { UpstreamServer } from "../platform/upstream/get-json.ts";
import { bearerToken, url } from "./config-values.ts";

/** The environment variables of the server to ask for workflows that do not exist here. */
export const upstreamVariables = {
  CHATKIT_API_BASE: url(["http:", "https:"]).optional(),
  CHATKIT_API_KEY: bearerToken().optional(),
};

type Variables = z.infer<z.ZodObject<typeof upstreamVariables>>;

/** The settings as the environment has them; null for no such server. */
export function readUpstream({
  CHATKIT_API_BASE: base,
  CHATKIT_API_KEY: apiKey,
}: Variables): UpstreamServer | null {
  if (base === undefined) return null;
  // Paths are appended with /v1, so strip it if the address includes it.
  return { baseUrl: base.replace(/(?:\/v1)?(?<!\/)\/*$/, ""), apiKey: apiKey ?? null };
}
