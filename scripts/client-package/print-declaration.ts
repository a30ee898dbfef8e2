import type { Symbol } from "typescript/unstable/async";
import {
  type ClassDeclaration,
  type FunctionDeclaration,
  type Node,
  type ParameterDeclaration,
  SyntaxKind,
} from "typescript/unstable/ast";
import {
  isClassDeclaration,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isPrivateIdentifier,
  isPropertyDeclaration,
  isTypeAliasDeclaration,
  isVariableDeclaration,
} from "typescript/unstable/ast/is";
import { commentBefore } from "./doc-comment.ts";
import { printApi } from "./print-api.ts";
import { printSource } from "./print-source.ts";
import { indent, printInFull, type Printing } from "./print-type.ts";

/** The client's name of all procedures; its own type is tRPC's, of the server's router. */
const apiName = "ChatApi";

/** Prints the declaration of a type, a function, a class or a constant, with its comments. */
export async function printDeclaration(
  to: Printing,
  { name, symbol }: { name: string; symbol: Symbol },
): Promise<string> {
  const node = await symbol.declarations[0]?.resolve(to.sources.project);
  if (!node) throw new Error(`${name} is declared nowhere`);
  const doc = commentBefore(isVariableDeclaration(node) ? node.parent.parent : node);
  return `${doc}export ${await printBody(to, { name, symbol, node })}\n`;
}

interface Declared {
  name: string;
  symbol: Symbol;
  node: Node;
}

async function printBody(to: Printing, { name, symbol, node }: Declared): Promise<string> {
  if (name === apiName) return `interface ${apiName} ${await printApi(to)}`;
  if (isFunctionDeclaration(node)) return printFunction(to, name, node);
  if (isClassDeclaration(node)) return printClass(to, name, node);
  if (isVariableDeclaration(node)) {
    if (!node.type) throw new Error(`${name} has no written type`);
    return `declare const ${name}: ${await printSource(to, node.type)};`;
  }
  if (!isInterfaceDeclaration(node) && !isTypeAliasDeclaration(node))
    throw new Error(`${name} is neither a type nor a function`);
  if (!isInferred(to, symbol, node)) return (await printSource(to, node)).replace(/^export /, "");
  if (node.typeParameters) throw new Error(`${name} is inferred, and has parameters`);
  const type = await to.sources.checker.getDeclaredTypeOfSymbol(symbol);
  const text = await printInFull(to, type, name);
  return text.startsWith("{\n") ? `interface ${name} ${text}` : `type ${name} = ${text};`;
}

/**
 * Whether a type has to be printed as the compiler sees it: its source names values, libraries, or
 * another type that would name it in turn.
 */
function isInferred({ sources }: Printing, symbol: Symbol, node: Node): boolean {
  const isServers = sources.fileOf(symbol)?.startsWith("server/") === true;
  return isServers || /\btypeof\b|\bz\.|\b(Extract|Exclude|NonNullable)</.test(node.getText());
}

async function printFunction(
  to: Printing,
  name: string,
  { typeParameters, parameters, type }: FunctionDeclaration,
): Promise<string> {
  if (!type) throw new Error(`${name} has no written type of its result`);
  const generic = await printAll(to, typeParameters ?? []);
  const given = await printParameters(to, parameters);
  const open = generic.length > 0 ? `<${generic.join(", ")}>` : "";
  return `declare function ${name}${open}(${given}): ${await printSource(to, type)};`;
}

async function printAll(to: Printing, nodes: Iterable<Node>): Promise<string[]> {
  const texts: string[] = [];
  for (const node of nodes) texts.push(await printSource(to, node));
  return texts;
}

async function printParameters(
  to: Printing,
  parameters: Iterable<ParameterDeclaration>,
): Promise<string> {
  const texts: string[] = [];
  for (const { name, type, initializer, questionToken } of parameters) {
    const written = type ? await printSource(to, type) : typeOfValue(initializer);
    const isOptional = initializer !== undefined || questionToken !== undefined;
    texts.push(`${parameterName(name, written)}${isOptional ? "?" : ""}: ${written}`);
  }
  return texts.join(", ");
}

/** A parameter that is taken apart is called as the last word of its type. */
function parameterName(name: Node, type: string): string {
  if (isIdentifier(name)) return name.getText();
  return /^\w*?([A-Z][a-z]+)(<.*)?$/.exec(type)?.[1]?.toLowerCase() ?? "options";
}

function typeOfValue(value: Node | undefined): string {
  if (value?.kind === SyntaxKind.StringLiteral) return "string";
  if (value?.kind === SyntaxKind.NumericLiteral) return "number";
  if (value?.kind === SyntaxKind.TrueKeyword || value?.kind === SyntaxKind.FalseKeyword)
    return "boolean";
  throw new Error(`a parameter has no written type: ${value?.parent.getText()}`);
}

async function printClass(to: Printing, name: string, node: ClassDeclaration): Promise<string> {
  const heritage = await printAll(to, node.heritageClauses ?? []);
  const lines: string[] = [];
  for (const member of node.members) {
    const doc = commentBefore(member);
    if (isConstructorDeclaration(member)) {
      lines.push(`${doc}constructor(${await printParameters(to, member.parameters)});`);
    } else if (isPropertyDeclaration(member) && !isPrivateIdentifier(member.name)) {
      const type = member.type
        ? await printSource(to, member.type)
        : (member.initializer?.getText() ?? "unknown");
      lines.push(`${doc}readonly ${member.name.getText()}: ${type};`);
    } else if (!isPropertyDeclaration(member)) {
      throw new Error(`${name} has a member that is no property`);
    }
  }
  return `declare class ${[name, ...heritage].join(" ")} {\n${indent(lines.join("\n"))}\n}`;
}
