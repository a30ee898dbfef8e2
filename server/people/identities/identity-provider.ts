/** An identity provider as the operator has set it up. */
export interface IdentityProvider {
  /** Part of its redirect URI. */
  id: string;
  /** What people see it called. */
  name: string;
  /** A picture as a `data:` URL; null for none. */
  icon: string | null;
  /** The exact issuer identifier. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Asked for besides `openid`. */
  scopes: readonly string[];
  /**
   * Whether an address that the provider confirms may connect it to the account that has confirmed
   * the same address.
   */
  trustsEmail: boolean;
}
