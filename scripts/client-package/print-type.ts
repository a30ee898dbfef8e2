import { type Symbol, SymbolFlags, type Type, TypeFlags } from "typescript/unstable/async";
import { docOf } from "./doc-comment.ts";
import type { Names } from "./names.ts";
import type { Sources } from "./open-program.ts";

/** The names that are printed. */
export type NamesInPrint = Pick<Names, "declarationOf" | "of">;

/** What a type is printed with. */
export interface Printing {
  sources: Sources;
  names: NamesInPrint;
}

/**
 * Prints the type of data that goes over the wire, with its comments: named types by their names,
 * everything else in full. Throws for what JSON cannot hold, such as a `Date`.
 *
 * @param place what the type is of, for the error
 */
export async function printType(to: Printing, type: Type, place: string): Promise<string> {
  const declaration = await to.names.declarationOf(type);
  return declaration ? to.names.of(declaration) : printInFull(to, type, place);
}

/** The same without the type's own name. */
export async function printInFull(to: Printing, type: Type, place: string): Promise<string> {
  if (type.isUnionType()) return printUnion(to, type, place);
  if (type.isIntersectionType()) return printObject(to, type, place);
  if (type.isLiteralType()) return JSON.stringify(type.value);
  if (type.isTemplateLiteralType()) return to.sources.checker.typeToString(type);
  if (type.isIntrinsicType()) {
    if (forbidden.has(type.intrinsicName)) throw new Error(`${place} is ${type.intrinsicName}`);
    return type.intrinsicName;
  }
  const list = await printList(to, type, place);
  if (list !== null) return list;
  const symbol = await type.getSymbol();
  const isLibrarys = symbol && (symbol.flags & (SymbolFlags.Interface | SymbolFlags.Class)) !== 0;
  if (isLibrarys && to.sources.fileOf(symbol) === null)
    throw new Error(`${place} is a ${symbol.name}, which is no data`);
  return printObject(to, type, place);
}

/** A type that would hide a mistake, or that JSON cannot hold. */
const forbidden: ReadonlySet<string> = new Set(["any", "error", "bigint", "symbol"]);

async function printUnion(to: Printing, union: Type, place: string): Promise<string> {
  if (!union.isUnionType()) return printType(to, union, place);
  const types = await union.getTypes();
  const absent = types.filter(isAbsent);
  const rest = absent.length > 0 ? await to.sources.checker.getNonNullableType(union) : null;
  const ends = ["null", "undefined"].filter((name) => absent.some((type) => nameOf(type) === name));
  if (rest) {
    const text = await printType(to, rest, place);
    return [...(text === "never" ? [] : [text]), ...ends].join(" | ");
  }
  const isBoolean = types.filter((type) => type.isBooleanLiteralType()).length === 2;
  const others = isBoolean ? types.filter((type) => !type.isBooleanLiteralType()) : types;
  const texts: string[] = isBoolean ? ["boolean"] : [];
  for (const type of others) texts.push(await printType(to, type, place));
  // Their order in the compiler depends on what it has read before.
  return Array.from(new Set(texts)).sort().join(" | ");
}

const isAbsent = (type: Type) => (type.flags & (TypeFlags.Null | TypeFlags.Undefined)) !== 0;
const nameOf = (type: Type) => (type.isIntrinsicType() ? type.intrinsicName : "");

async function printList(to: Printing, type: Type, place: string): Promise<string | null> {
  const { checker } = to.sources;
  const isTuple = await checker.isTupleType(type);
  if (!isTuple && !(await checker.isArrayType(type))) return null;
  const items: string[] = [];
  for (const each of type.isTypeReference() ? await checker.getTypeArguments(type) : [])
    items.push(await printType(to, each, `${place}[]`));
  if (isTuple) return `readonly [${items.join(", ")}]`;
  const isReadonly = (await type.getSymbol())?.name === "ReadonlyArray";
  const item = items.join();
  const isSimple = /^[\w.]+$/.test(item);
  return `${isReadonly ? "readonly " : ""}${isSimple ? item : `(${item})`}[]`;
}

async function printObject(to: Printing, type: Type, place: string): Promise<string> {
  const { checker } = to.sources;
  const lines: string[] = [];
  for (const { keyType, valueType } of await checker.getIndexInfosOfType(type)) {
    const key = await printType(to, keyType, place);
    lines.push(`[key: ${key}]: ${await printType(to, valueType, `${place}[]`)};`);
  }
  for (const property of await checker.getPropertiesOfType(type))
    lines.push(await printProperty(to, property, place));
  return lines.length === 0 ? "Record<string, never>" : `{\n${indent(lines.join("\n"))}\n}`;
}

async function printProperty(to: Printing, property: Symbol, place: string): Promise<string> {
  const { checker } = to.sources;
  const type = await checker.getTypeOfSymbol(property);
  const own = `${place}.${property.name}`;
  if (!type) throw new Error(`${own} has no type`);
  const isOptional = (property.flags & SymbolFlags.Optional) !== 0;
  const text = await printType(to, type, own);
  const end = isOptional && !/(^|\| )undefined$/.test(text) ? " | undefined" : "";
  const key = /^[A-Za-z_$][\w$]*$/.test(property.name)
    ? property.name
    : JSON.stringify(property.name);
  const doc = await docOf(to.sources, property.declarations);
  return `${doc}${key}${isOptional ? "?" : ""}: ${text}${end};`;
}

/** Moves lines to the right. */
export const indent = (lines: string) => lines.replace(/^(?=.)/gm, "  ");
