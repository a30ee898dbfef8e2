import { type CoreLocale, toCoreLocale } from "../../../shared/locale.ts";
import type { ProviderRequest } from "../provider.ts";
import { detectLocale } from "./language/detect-locale.ts";
import { plainText } from "./language/plain-text.ts";
import { readPayload } from "./language/read-payload.ts";
import { phrasesFor } from "./phrases/pick-phrases.ts";
import type { SkillInput } from "./skill.ts";

/** Number of earlier turns that follow-ups may refer to. */
const maxEarlier = 12;

/** Prepares a request for the skills. */
export function readRequest(request: ProviderRequest, now: Date): SkillInput {
  const said = request.turns.filter((turn) => turn.role === "user").map((turn) => turn.text.trim());
  const text = said.at(-1) ?? "";
  const locale = replyLocale(said, toCoreLocale(request.user.locale));
  return {
    text,
    plain: plainText(text),
    payload: readPayload(text),
    locale,
    phrases: phrasesFor(locale),
    earlier: said.slice(0, -1).slice(-maxEarlier).reverse().map(plainText),
    turns: request.turns,
    files: request.turns.findLast(({ role }) => role === "user")?.files ?? [],
    userId: request.user.id,
    timeZone: validZone(request.user.timeZone),
    now,
  };
}

/**
 * The language of the command itself, otherwise of the whole turn, of earlier turns, or the user's.
 */
function replyLocale(said: readonly string[], preferred: CoreLocale): CoreLocale {
  const last = said.at(-1) ?? "";
  const command = last.split(/[:\n]/, 1)[0] ?? "";
  for (const text of [command, last, ...said.slice(0, -1).slice(-5).reverse()]) {
    const locale = detectLocale(text);
    if (locale) return locale;
  }
  return preferred;
}

/** The zone comes from the client, so this server may not know it. */
function validZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
