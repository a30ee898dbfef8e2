import fc from "fast-check";
import { parseJson } from "../../../server/platform/narrow.ts";
import { brokenValues, nastyTexts, rawBodies } from "./broken-values.ts";
import type { SchemaCompiler } from "./compile-schema.ts";
import { fittingValues, type ValueSource } from "./fitting-values.ts";
import type { Operation, Parameter } from "./read-document.ts";

/** Whether a request fits the document; unclear where the document cannot say all of it. */
export type Fit = "fits" | "misfits" | "unclear";

/** A request to one operation, without credentials. */
export interface FuzzRequest {
  method: string;
  /** Path and query, percent-encoded. */
  target: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
  fit: Fit;
}

/** What requests are generated from. */
export interface FuzzSource extends ValueSource {
  compiler: SchemaCompiler;
  /** Whether the server may refuse a body although it fits its schema. */
  isUnclear(body: unknown): boolean;
}

/** Part of a request. */
interface Piece {
  name: string;
  /** Null leaves it out. */
  text: string | null;
  fit: Fit;
}

/** Arbitrary requests to an operation: about half of them fit the document. */
export function fuzzRequests(operation: Operation, source: FuzzSource): fc.Arbitrary<FuzzRequest> {
  const pieces = (where: Parameter["in"]) => {
    const named = operation.parameters.filter((each) => each.in === where);
    return fc.tuple(...named.map((each) => pieceOf(each, source)));
  };
  return fc
    .tuple(
      pieces("path"),
      pieces("query"),
      pieces("header"),
      bodyOf(operation, source),
      contentTypes,
    )
    .map(([path, query, headers, body, contentType]) => ({
      method: operation.method.toUpperCase(),
      target: targetOf(operation.path, path, query),
      headers: {
        ...(body.content === null ? {} : { "content-type": contentType }),
        ...Object.fromEntries(
          headers.flatMap(({ name, text }) => (text === null ? [] : [[name, text]])),
        ),
      },
      body: body.content,
      fit: worst([...path, ...query, ...headers, body].map(({ fit }) => fit)),
    }));
}

/** The server reads a body as its route expects, whatever its content type says. */
const contentTypes = fc.constantFrom(
  "application/json",
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  "application/x-www-form-urlencoded",
  "nonsense",
);

function worst(fits: readonly Fit[]): Fit {
  if (fits.includes("unclear")) return "unclear";
  return fits.includes("misfits") ? "misfits" : "fits";
}

function pieceOf(parameter: Parameter, source: FuzzSource): fc.Arbitrary<Piece> {
  const { name, schema, required } = parameter;
  const misfit = source.compiler.open(schema);
  const toPiece = (raw: unknown): Piece => {
    const text = sendable(String(raw), parameter);
    const isNumber = schema.type === "integer" && /^\d+$/.test(text);
    const fit = misfit(isNumber ? Number(text) : text) === null ? "fits" : "misfits";
    return { name, text, fit };
  };
  const texts = fc.oneof(
    { weight: 5, arbitrary: fittingValues(schema, source, name) },
    { weight: 1, arbitrary: nastyTexts },
  );
  const present = texts.map(toPiece);
  if (required) return present;
  const absent: Piece = { name, text: null, fit: "fits" };
  return fc.oneof(fc.constant(absent), present);
}

/** The text as a URL or a header can carry it. */
function sendable(text: string, { in: where }: Parameter): string {
  if (where === "query") return text.toWellFormed();
  if (where === "header") return text.replaceAll(/[^\x21-\x7e]/g, "-");
  // An empty segment, or one that clients resolve, would make another path.
  return /^\.{0,2}$/.test(text) ? "_" : text.toWellFormed();
}

function targetOf(path: string, segments: readonly Piece[], query: readonly Piece[]): string {
  const target = segments.reduce(
    (sum, { name, text }) => sum.replace(`{${name}}`, () => encodeURIComponent(text ?? "")),
    path,
  );
  const search = new URLSearchParams();
  for (const { name, text } of query) if (text !== null) search.append(name, text);
  return search.size === 0 ? target : `${target}?${search.toString()}`;
}

interface Body {
  content: FuzzRequest["body"];
  fit: Fit;
}

function bodyOf({ method, requestBody }: Operation, source: FuzzSource): fc.Arbitrary<Body> {
  const none: Body = { content: null, fit: "fits" };
  if (method === "get" || method === "delete") return fc.constant(none);
  const schema = requestBody?.content["application/json"]?.schema;
  // A body for a route that reads no JSON says nothing about the answer.
  if (!requestBody || !schema)
    return fc.oneof(
      fc.constant(none),
      fc.constant<Body>({ content: "{}", fit: "unclear" }),
      rawBodies.map((content): Body => ({ content, fit: "unclear" })),
    );
  const misfit = source.compiler.open(schema);
  const judge = (content: string | Uint8Array<ArrayBuffer>): Body => {
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    const value = parseJson(text);
    if (value === undefined) return { content, fit: requestBody.required ? "misfits" : "unclear" };
    if (source.isUnclear(value)) return { content, fit: "unclear" };
    return { content, fit: misfit(value) === null ? "fits" : "misfits" };
  };
  const fitting = fittingValues(schema, source);
  return fc
    .oneof(
      { weight: 4, arbitrary: fitting.map((value) => JSON.stringify(value)) },
      { weight: 4, arbitrary: brokenValues(fitting).map((value) => JSON.stringify(value) ?? "") },
      { weight: 1, arbitrary: rawBodies },
    )
    .map(judge);
}
