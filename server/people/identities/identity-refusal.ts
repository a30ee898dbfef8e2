import type { IdentityProblem } from "../../../shared/identity-problems.ts";

/** A sign-in with a provider that opens nothing. */
export class IdentityRefusal extends Error {
  override readonly name = "IdentityRefusal";

  /** @param isConnecting whether an account was to be connected, in its settings */
  constructor(
    readonly problem: IdentityProblem,
    readonly isConnecting = false,
  ) {
    super(`signing in with an identity provider: ${problem}`);
  }
}
