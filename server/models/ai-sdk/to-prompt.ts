import type { LanguageModelV4Message, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { turnsToAskForMore, turnsToContinue } from "../continuation/ask-to-continue.ts";
import { inWords } from "../describe-files.ts";
import { orderTurns } from "../order-turns.ts";
import type { ProviderRequest, ProviderTurn } from "../provider.ts";
import { turnsWithSummary } from "../summary-turn.ts";
import { quoteConversation, titleInstructions } from "../title-prompt.ts";

/**
 * A request in the AI SDK's format: the instructions, then alternating user and assistant turns.
 *
 * @param isPrefilled whether the reply to continue is the last message; otherwise a message asks for the rest
 */
export function toPrompt(request: ProviderRequest, isPrefilled: boolean): LanguageModelV4Prompt {
  if (request.purpose === "title")
    return [...system(titleInstructions), userSays(quoteConversation(request))];
  const turns = turnsWithSummary({ ...request, turns: turnsOf(request, isPrefilled) });
  return [...system(request.instructions), ...orderTurns(turns).map(toMessage)];
}

function turnsOf(request: ProviderRequest, isPrefilled: boolean): ProviderTurn[] {
  if (request.continues === undefined) return request.turns;
  return isPrefilled ? turnsToContinue(request) : turnsToAskForMore(request);
}

function system(content: string): LanguageModelV4Message[] {
  return content === "" ? [] : [{ role: "system", content }];
}

function userSays(text: string): LanguageModelV4Message {
  return { role: "user", content: [{ type: "text", text }] };
}

/** Images go first, as the providers recommend; all other files are text. */
function toMessage({ role, text, files = [] }: ProviderTurn): LanguageModelV4Message {
  if (role === "assistant") return { role, content: [{ type: "text", text }] };
  const pictures = files.flatMap((file) =>
    file.kind === "image"
      ? [
          {
            type: "file" as const,
            mediaType: file.mimeType,
            data: { type: "data" as const, data: file.bytes },
          },
        ]
      : [],
  );
  const words = inWords({ role, text, files: files.filter(({ kind }) => kind === "text") });
  return {
    role,
    content: [...pictures, ...(words === "" ? [] : [{ type: "text" as const, text: words }])],
  };
}
