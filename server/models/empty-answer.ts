import { ProviderError } from "./provider.ts";

/** An answer that ends successfully without text. */
export class EmptyAnswer extends ProviderError {
  constructor() {
    super("provider_nonsense", "an empty answer");
  }
}
