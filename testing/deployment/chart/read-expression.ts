import type { Expression } from "./template-tree.ts";

const token =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d+)|(?<path>\$?\w*(?:\.\w+)+|\.|\$\w*)|(?<word>\w+)|(?<mark>[|()]))/y;

interface Token {
  kind: "text" | "number" | "path" | "word" | "mark";
  text: string;
}

const kinds = ["text", "number", "path", "word", "mark"] as const;

/** The words of an action. Throws where it has any that a template of the subset cannot have. */
function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (source.slice(at).trim() !== "") {
    token.lastIndex = at;
    const found = token.exec(source);
    const kind = kinds.find((each) => found?.groups?.[each] !== undefined);
    if (!found || !kind) throw new Error(`not of the subset: ${source.slice(at).trim()}`);
    tokens.push({ kind, text: found.groups?.[kind] ?? "" });
    at = token.lastIndex;
  }
  return tokens;
}

/** Reads an expression, such as `.Values.tag | default "latest"`. Throws for what it does not know. */
export function readExpression(source: string): Expression {
  const tokens = readTokens(source);
  const expression = readPipeline(tokens);
  if (tokens.length > 0) throw new Error(`too many words: ${source}`);
  return expression;
}

/** Each command of a pipeline gets the result of the one before as its last word. */
function readPipeline(tokens: Token[]): Expression {
  let result = readCommand(tokens);
  while (tokens[0]?.text === "|") {
    tokens.shift();
    const next = readCommand(tokens);
    if (next.kind !== "call") throw new Error("a value cannot be piped into a value");
    result = { kind: "call", name: next.name, words: [...next.words, result] };
  }
  return result;
}

function readCommand(tokens: Token[]): Expression {
  const [first] = tokens;
  const isCall = first?.kind === "word" && !["true", "false"].includes(first.text);
  if (!isCall) return readOperand(tokens);
  tokens.shift();
  const words: Expression[] = [];
  while (tokens[0] && tokens[0].text !== "|" && tokens[0].text !== ")")
    words.push(readOperand(tokens));
  return { kind: "call", name: first.text, words };
}

function readOperand(tokens: Token[]): Expression {
  const next = tokens.shift();
  if (next?.kind === "text") return { kind: "literal", value: String(JSON.parse(next.text)) };
  if (next?.kind === "number") return { kind: "literal", value: Number(next.text) };
  if (next?.kind === "path") return readPath(next.text);
  if (next?.text === "true" || next?.text === "false")
    return { kind: "literal", value: next.text === "true" };
  if (next?.text !== "(") throw new Error(`unexpected ${next?.text ?? "end"}`);
  const inner = readPipeline(tokens);
  if (tokens.shift()?.text !== ")") throw new Error("a bracket is not closed");
  return inner;
}

function readPath(text: string): Expression {
  const [from = "", ...keys] = text.split(".");
  if (from === "") return { kind: "path", from: ".", keys: keys.filter((key) => key !== "") };
  return { kind: "path", from: `$${from.slice(1)}`, keys };
}
