import type { Symbol, Type } from "typescript/unstable/async";
import { docOf } from "./doc-comment.ts";
import { indent, printType, type Printing } from "./print-type.ts";

/** The file with the router of every procedure, and its name there. */
const router = { file: "server/api/trpc/router.ts", name: "appRouter" } as const;

/** How a client calls each type of procedure: an interface of `client/call-types.ts`. */
const callers: Readonly<Record<string, string>> = {
  query: "Query",
  mutation: "Mutation",
  subscription: "Subscription",
};

/** Prints every procedure of the server as an interface, without the server's own types. */
export async function printApi(to: Printing): Promise<string> {
  const found = await to.sources.exportsOf(router.file);
  const symbol = found.find(({ name }) => name === router.name)?.symbol;
  const type = symbol && (await to.sources.checker.getTypeOfSymbol(symbol));
  if (!type) throw new Error(`${router.file} exports no ${router.name}.`);
  const record = await within(to, type, ["_def", "record"]);
  if (!record) throw new Error(`${router.name} is no router.`);
  return printRecord(to, record, "api");
}

async function printRecord(to: Printing, record: Type, place: string): Promise<string> {
  const { checker } = to.sources;
  const lines: string[] = [];
  for (const property of await checker.getPropertiesOfType(record)) {
    const doc = await docOf(to.sources, property.declarations);
    lines.push(`${doc}${property.name}: ${await printMember(to, property, place)};`);
  }
  return `{\n${indent(lines.join("\n"))}\n}`;
}

/** A procedure, or more of them by name. */
async function printMember(to: Printing, property: Symbol, place: string): Promise<string> {
  const own = `${place}.${property.name}`;
  const type = await to.sources.checker.getTypeOfSymbol(property);
  if (!type) throw new Error(`${own} has no type`);
  const kind = await within(to, type, ["_def", "type"]);
  if (!kind) return printRecord(to, type, own);
  const caller = kind.isStringLiteralType() ? callers[kind.value] : undefined;
  const input = await within(to, type, ["_def", "$types", "input"]);
  const output = await within(to, type, ["_def", "$types", "output"]);
  if (caller === undefined || !input || !output) throw new Error(`${own} is no procedure`);
  const data = caller === "Subscription" ? await dataOf(to, output, own) : output;
  const given = await printType(to, input, `${own} (input)`);
  return `${caller}<${given}, ${await printType(to, data, `${own} (output)`)}>`;
}

/** What a subscription's events carry; they come with an id, so that it can be resumed. */
async function dataOf(to: Printing, output: Type, place: string): Promise<Type> {
  const events = output.isTypeReference()
    ? (await to.sources.checker.getTypeArguments(output))[0]
    : undefined;
  const data = events && (await within(to, events, ["data"]));
  if (!data) throw new Error(`${place} sends events without ids`);
  return data;
}

/** The type at the end of a path of properties. */
async function within(
  { sources: { checker } }: Printing,
  type: Type,
  path: readonly string[],
): Promise<Type | undefined> {
  let found: Type | undefined = type;
  for (const name of path) {
    const property: Symbol | undefined = found && (await checker.getPropertyOfType(found, name));
    found = property && (await checker.getTypeOfSymbol(property));
  }
  return found;
}
