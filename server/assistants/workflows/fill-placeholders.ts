import type { StateVariables } from "../../../shared/chat-session.ts";
import { replacePlaceholders } from "../../../shared/placeholders.ts";

/**
 * Fills a chat session's state variables into instructions: `{{plan}}` becomes the value of `plan`.
 * Unknown names stay as written, so that they show up in previews.
 */
export function fillPlaceholders(instructions: string, variables: StateVariables): string {
  return replacePlaceholders(instructions, (name, written) =>
    Object.hasOwn(variables, name) ? String(variables[name]) : written,
  );
}
