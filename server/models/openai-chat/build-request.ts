import { inWords } from "../describe-files.ts";
import type { ProviderRequest, ProviderTurn } from "../provider.ts";
import type { JsonObject } from "../../platform/narrow.ts";
import { quoteConversation, titleInstructions, titleTokensOf } from "../title-prompt.ts";
import { turnsToAskForMore, turnsToContinue } from "../continuation/ask-to-continue.ts";
import { type EffortWay, effortParameters, leastEffortParameters } from "./effort-parameters.ts";
import { orderTurns } from "../order-turns.ts";
import { prefillParameters } from "./prefill.ts";
import { turnsWithSummary } from "../summary-turn.ts";

/** Abilities that a server has not refused. */
export interface ServerAbilities {
  /** Otherwise images are described in words. */
  takesImages: boolean;
  /** Whether it accepts system messages; otherwise instructions precede the first question. */
  takesSystem: boolean;
  /** Whether the model continues its own message; otherwise a message asks it to. */
  takesPrefill: boolean;
  /** Whether that message may be marked with `prefix`. */
  takesPrefix: boolean;
  /** How to set the effort. */
  effortWay: EffortWay;
}

interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string | ContentPart[];
  /** Set on the last message if the answer continues it (Mistral, DeepSeek). */
  prefix?: true;
}

type ContentPart =
  | { type: "text"; text: string }
  | { type: "image_url"; image_url: { url: string } };

function replyMessages(request: ProviderRequest, abilities: ServerAbilities): ChatMessage[] {
  const { takesImages, takesSystem } = abilities;
  const turns = turnsWithSummary({ ...request, turns: turnsOf(request, abilities) });
  const ordered = orderTurns(takesSystem ? turns : [asTurn(request.instructions), ...turns]);
  const messages = ordered.map((turn): ChatMessage => ({
    role: turn.role,
    content: takesImages ? contentOf(turn) : inWords(turn),
  }));
  const last = messages.at(-1);
  if (last && isPrefilling(request, abilities) && abilities.takesPrefix) last.prefix = true;
  return takesSystem ? [...systemMessages(request.instructions), ...messages] : messages;
}

/** Whether the last message is a reply for the model to continue. */
function isPrefilling({ continues }: ProviderRequest, { takesPrefill }: ServerAbilities): boolean {
  return continues !== undefined && takesPrefill;
}

function turnsOf(request: ProviderRequest, abilities: ServerAbilities): ProviderTurn[] {
  if (request.continues === undefined) return request.turns;
  return isPrefilling(request, abilities) ? turnsToContinue(request) : turnsToAskForMore(request);
}

function systemMessages(instructions: string): ChatMessage[] {
  return instructions === "" ? [] : [{ role: "system", content: instructions }];
}

/** Instructions for a server without system messages, as the start of the first question. */
function asTurn(instructions: string): ProviderTurn {
  return { role: "user", text: instructions };
}

/** Text without images stays a string, because not every server accepts parts. */
function contentOf({ text, files = [], role }: ProviderTurn): string | ContentPart[] {
  const images = files.filter((file) => file.kind === "image");
  const words = inWords({ role, text, files: files.filter((file) => file.kind === "text") });
  if (images.length === 0) return words;
  return [
    ...images.map(({ mimeType, bytes }): ContentPart => {
      return {
        type: "image_url",
        image_url: { url: `data:${mimeType};base64,${bytes.toBase64()}` },
      };
    }),
    ...(words === "" ? [] : [{ type: "text" as const, text: words }]),
  ];
}

function titleMessages(request: ProviderRequest, { takesSystem }: ServerAbilities): ChatMessage[] {
  const conversation = quoteConversation(request);
  return takesSystem
    ? [...systemMessages(titleInstructions), { role: "user", content: conversation }]
    : [{ role: "user", content: `${titleInstructions}\n\n${conversation}` }];
}

function replyLimits({ temperature, maxOutputTokens }: ProviderRequest): JsonObject {
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { max_tokens: maxOutputTokens }),
  };
}

function effortOf(
  { model, effort = null, purpose }: ProviderRequest,
  { effortWay }: ServerAbilities,
): JsonObject {
  const target = { model, ...effortWay };
  if (purpose !== "reply") return leastEffortParameters(target);
  return effort === null ? {} : effortParameters(effort, target);
}

/** The JSON body of `POST /chat/completions`, with all wanted optional parameters. */
export function buildRequest(request: ProviderRequest, abilities: ServerAbilities): JsonObject {
  const isTitle = request.purpose === "title";
  return {
    model: request.model,
    messages: isTitle ? titleMessages(request, abilities) : replyMessages(request, abilities),
    stream: true,
    stream_options: { include_usage: true },
    ...(isTitle ? { max_tokens: titleTokensOf(request.model) } : replyLimits(request)),
    ...(isPrefilling(request, abilities) ? prefillParameters : {}),
    ...effortOf(request, abilities),
  };
}
