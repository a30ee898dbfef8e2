import type { Piece } from "./make-parts.ts";
import { asFilled, asObject, asText, type Json } from "./narrow-json.ts";

/** Languages of code blocks by the media types of Claude's artifacts. */
const languages: Readonly<Record<string, string>> = {
  "text/html": "html",
  "image/svg+xml": "svg",
  "application/vnd.ant.mermaid": "mermaid",
  "application/vnd.ant.react": "tsx",
  "text/markdown": "",
};

/**
 * What a model wrote into a document beside its reply: an artifact of Claude, or a file that it
 * made. Other calls of tools are none, and neither are changes of a part.
 *
 * @param call a content block of the type `tool_use`
 */
export function claudeDocument(call: Json): Piece[] {
  const input = asObject(call["input"]) ?? {};
  if (call["name"] === "create_file") {
    const path = asFilled(input["path"]) ?? "";
    return toPiece(path.slice(path.lastIndexOf("/") + 1), {
      text: asText(input["file_text"]),
      language: /\.([a-z0-9]{1,10})$/i.exec(path)?.[1] ?? "",
    });
  }
  if (call["name"] !== "artifacts") return [];
  const type = asText(input["type"]) ?? "";
  return toPiece(asFilled(input["title"]) ?? asFilled(input["id"]) ?? "", {
    text: asText(input["content"]),
    language: languages[type] ?? asFilled(input["language"]) ?? "",
    isProse: type === "text/markdown",
  });
}

/** The same for a document of ChatGPT's canvas, by the JSON with which it was made. */
export function canvasDocument(json: string): Piece[] {
  let canvas: Json;
  try {
    canvas = asObject(JSON.parse(json)) ?? {};
  } catch {
    return [];
  }
  const type = asText(canvas["type"]) ?? "";
  return toPiece(asFilled(canvas["name"]) ?? "", {
    text: asText(canvas["content"]),
    language: type.startsWith("code/") ? type.slice("code/".length) : "",
    isProse: type === "document",
  });
}

interface WrittenText {
  text: string | null;
  language: string;
  /** Whether it is Markdown to read, not code. */
  isProse?: boolean;
}

function toPiece(title: string, { text, language, isProse = false }: WrittenText): Piece[] {
  if (text === null || text.trim() === "") return [];
  const name = title.replace(/[\s*\\]+/g, " ").trim();
  const heading = name === "" ? "" : `**${name}**\n\n`;
  if (isProse) return [{ kind: "text", text: heading + text }];
  // A fence is longer than those within.
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(runs.reduce((most, { length }) => Math.max(most, length), 3) + 1);
  const label = /^[\w+#-]{1,40}$/.test(language) ? language : "";
  return [{ kind: "text", text: `${heading}${fence}${label}\n${text}\n${fence}` }];
}
