import { foldText } from "./fold-text.ts";

/** What a person searches for. A message matches if it has every term and passes every filter. */
export interface SearchQuery {
  /** Folded; a quoted phrase is one term. */
  terms: readonly string[];
  /** Only the person's messages, or only replies. */
  role: "user" | "assistant" | null;
  /** Folded parts of tags that the thread has. */
  tags: readonly string[];
  /** Folded part of the name of the thread's project. */
  project: string | null;
  /** Only messages with files. */
  hasFile: boolean;
  /** Folded part of the name of the model that wrote the reply. */
  model: string | null;
  /** Before this moment. */
  before: Date | null;
  /** At this moment or later. */
  after: Date | null;
}

/**
 * Reads a query as it is typed: words and "phrases", with `from:me`, `from:model`, `has:file`,
 * `model:name`, `tag:name`, `project:name` (or `folder:`), `before:2026-05-31` and `after:2026-05-01` between them. Anything else with a colon
 * is a word.
 */
export function parseSearchQuery(text: string): SearchQuery {
  let query: SearchQuery = {
    terms: [],
    role: null,
    tags: [],
    project: null,
    hasFile: false,
    model: null,
    before: null,
    after: null,
  };
  for (const { key, value } of toTokens(text)) {
    const filter = key === null ? null : readFilter(key.toLowerCase(), value, query);
    const term = readTerm(key === null ? value : `${key}:${value}`);
    if (filter) query = { ...query, ...filter };
    else if (term !== "") query = { ...query, terms: [...query.terms, term] };
  }
  return query;
}

/** A folded term. Texts have a symbol such as ❤ with and without what makes it an emoji. */
function readTerm(text: string): string {
  return foldText(text)
    .trim()
    .replace(/[\ufe0e\ufe0f]$/, "");
}

/** A word or phrase, and the word before its colon; null without one. */
interface Token {
  key: string | null;
  value: string;
}

/** Quotation marks as phones and keyboards of many languages write them; any pair is a phrase. */
const quotes = /["“”„‟«»「」『』〝〞〟＂]/;

/** A word before a colon, also the wide one of Chinese and Japanese keyboards. */
const keyed = /^(?<before>[a-z]+)[:：](?<after>.*)$/iu;

const keys = ["from", "has", "model", "tag", "project", "folder", "before", "after"];

/** Reads `key:"two words"`, `key:value`, `"two words"` and words. */
function toTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let key: string | null = null;
  for (const [i, piece] of text.split(quotes).entries()) {
    if (i % 2 === 1) {
      tokens.push({ key, value: piece });
      key = null;
      continue;
    }
    for (const word of piece.split(/\s/)) {
      const { before = "", after = word } = keyed.exec(word)?.groups ?? {};
      const isKey = keys.includes(before.toLowerCase());
      key = isKey ? before : null;
      const value = isKey ? after : word;
      if (value !== "" || !isKey) tokens.push({ key, value });
      if (value !== "") key = null;
    }
  }
  return tokens;
}

function readFilter(
  key: string,
  value: string,
  { tags }: SearchQuery,
): Partial<SearchQuery> | null {
  const folded = foldText(value).trim();
  switch (key) {
    case "from":
      if (folded === "me") return { role: "user" };
      return ["model", "assistant"].includes(folded) ? { role: "assistant" } : null;
    case "has":
      return ["file", "files"].includes(folded) ? { hasFile: true } : null;
    case "model":
      return folded === "" ? null : { model: folded };
    case "tag":
      return folded === "" ? null : { tags: [...tags, folded] };
    case "project":
    case "folder":
      return folded === "" ? null : { project: folded };
    case "before":
    case "after": {
      const day = readDay(value);
      return day && { [key]: day };
    }
    default:
      return null;
  }
}

/** Midnight UTC of a day such as 2026-05-31, also of a month or year. */
function readDay(value: string): Date | null {
  if (!/^\d{4}(-\d\d){0,2}$/.test(value)) return null;
  const written = `${value}${"-01".repeat(3 - value.split("-").length)}`;
  const day = new Date(`${written}T00:00:00Z`);
  // The 31st of February would be a day in March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written) ? day : null;
}
