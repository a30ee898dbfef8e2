import type { Locale } from "../../../shared/locale.ts";
import { inWords } from "../describe-files.ts";
import type { ProviderRequest, ProviderTurn } from "../provider.ts";
import type { JsonObject } from "../../narrow.ts";

/** A title of a few words fits; a model that rambles is cut short. */
const titleTokens = 32;

/** How much of each turn a title is made from, in UTF-16 code units. */
const titleExcerptLength = 1_000;

/** The first question and answer say what a thread is about. */
const titleTurns = 2;

const titleInstructions: Record<Locale, string> = {
  en: "Write a title for the conversation below, in English: six words at most, no quotation marks, no full stop. Answer with the title alone.",
  fr: "Écris en français un titre pour la conversation ci-dessous : six mots au plus, sans guillemets ni point final. Réponds par le titre seul.",
  es: "Escribe en español un título para la conversación siguiente: seis palabras como máximo, sin comillas ni punto final. Responde solo con el título.",
};

interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string | ContentPart[];
}

type ContentPart =
  | { type: "text"; text: string }
  | { type: "image_url"; image_url: { url: string } };

function replyMessages(
  { instructions, turns }: ProviderRequest,
  showsImages: boolean,
): ChatMessage[] {
  const messages = turns.map((turn): ChatMessage => ({
    role: turn.role,
    content: showsImages ? contentOf(turn) : inWords(turn),
  }));
  return instructions === "" ? messages : [{ role: "system", content: instructions }, ...messages];
}

/** Text alone stays text: not every server takes parts. */
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

/** The conversation goes in as one quoted text, so that the model names it instead of going on with it. */
function titleMessages({ turns, user }: ProviderRequest): ChatMessage[] {
  const excerpts = turns
    .slice(0, titleTurns)
    .map((turn) => `${turn.role}: ${turn.text.slice(0, titleExcerptLength).toWellFormed()}`);
  return [
    { role: "system", content: titleInstructions[user.locale] },
    { role: "user", content: excerpts.join("\n\n") },
  ];
}

function replyLimits({ temperature, maxOutputTokens }: ProviderRequest): JsonObject {
  return {
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { max_tokens: maxOutputTokens }),
  };
}

/**
 * The JSON body of `POST /chat/completions`, with every optional parameter that is wanted.
 *
 * @param showsImages false for a server that takes none: they are told of in words
 */
export function buildRequest(request: ProviderRequest, showsImages: boolean): JsonObject {
  const isTitle = request.purpose === "title";
  return {
    model: request.model,
    messages: isTitle ? titleMessages(request) : replyMessages(request, showsImages),
    stream: true,
    stream_options: { include_usage: true },
    ...(isTitle ? { max_tokens: titleTokens } : replyLimits(request)),
  };
}
