import type { AccountDeps } from "../accounts/account-deps.ts";
import type { IdentityProviders } from "./identity-providers.ts";

/** Dependencies of signing in with identity providers. */
export interface IdentityDeps extends AccountDeps {
  identityProviders: IdentityProviders;
}
