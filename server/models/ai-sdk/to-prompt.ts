import type { LanguageModelV4Message, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { inWords } from "../describe-files.ts";
import { orderTurns } from "../order-turns.ts";
import type { ProviderRequest, ProviderTurn } from "../provider.ts";
import { turnsWithSummary } from "../summary-turn.ts";
import { quoteConversation, titleInstructions } from "../title-prompt.ts";

/**
 * A request in the AI SDK's format: the instructions, then alternating user and assistant turns.
 */
export function toPrompt(request: ProviderRequest): LanguageModelV4Prompt {
  if (request.purpose === "title")
    return [...system(titleInstructions), userSays(quoteConversation(request))];
  return [...system(request.instructions), ...orderTurns(turnsWithSummary(request)).map(toMessage)];
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
