import type { Logger } from "../../platform/log.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import type { ProviderFault } from "./provider-fault.ts";

/** Tells the operator why a sign-in with a provider has failed; a person's own choice is no fault. */
export function logFault(log: Logger, { id }: IdentityProvider, fault: ProviderFault): void {
  if (fault.reason === "cancelled") return;
  const { reason, message } = fault;
  log.warn({ provider: id, reason, says: message }, "a sign-in with an identity provider failed");
}
