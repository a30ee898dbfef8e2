import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { ProviderError } from "../provider.ts";

/** Failures of a model or its server. All others are caused by the request itself. */
const ofTheModel: ReadonlySet<GenerationErrorCode> = new Set([
  "provider_auth",
  "provider_unknown_model",
  "provider_removed",
  "model_unavailable",
  "provider_wrong_address",
  "provider_rate_limited",
  "provider_unreachable",
  "provider_unavailable",
  "provider_timeout",
  "provider_cut",
  "provider_nonsense",
]);

/** Whether another model may succeed after this failure of the requested one. */
export function mayFailOver(error: unknown): error is ProviderError {
  return error instanceof ProviderError && ofTheModel.has(error.code);
}
