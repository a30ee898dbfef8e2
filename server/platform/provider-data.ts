/** JSON that only the provider who made it can read. */
export interface ProviderData {
  /** Whose it is: the provider's name and the model. No other is shown it. */
  provider: string;
  model: string;
  data: unknown;
}
