import type { StateVariables } from "../../../shared/chat-session.ts";
import { replacePlaceholders } from "../../../shared/placeholders.ts";

/**
 * Puts a chat session's state variables into instructions: `{{plan}}` becomes the value of `plan`.
 * A name that the session does not have stays as it is written, so that whoever tries the workflow
 * out sees it.
 */
export function fillPlaceholders(instructions: string, variables: StateVariables): string {
  return replacePlaceholders(instructions, (name, written) =>
    Object.hasOwn(variables, name) ? String(variables[name]) : written,
  );
}
