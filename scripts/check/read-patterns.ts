import { type ESTree, parseSync, Visitor } from "vite";

/** A regular expression in the source code. */
export interface Pattern {
  path: string;
  /** From 1. */
  line: number;
  source: string;
  flags: string;
}

/** Stands for text that is only known at run time: a word, like escaped text and lists of words. */
const unknownPart = "xyz";

/** The texts of constants. */
interface Constants {
  find(name: string): string | undefined;
  set(name: string, text: string, isExported: boolean): void;
}

/**
 * Every regular expression of some files, by path: literals, and `RegExp(…)` and `new RegExp(…)` as
 * far as their source can be told without running the code. Constants of the same file and exported
 * ones of the others are resolved; any other part of a source counts as a word.
 */
export function readPatterns(files: ReadonlyMap<string, string>): Pattern[] {
  const exported = new Map<string, string>();
  const parsed = Array.from(files, ([path, code]) => ({
    path,
    code,
    program: parseSync(path, code).program,
    constants: constantsOf(exported),
  }));
  // Constants refer to others, also in other files, so read until there are no new exports.
  for (let known = -1; known !== exported.size;) {
    known = exported.size;
    for (const { program, constants } of parsed) readConstants(program, constants);
  }
  return parsed.flatMap(({ path, code, program, constants }) => {
    const lineOf = (start: number) => code.slice(0, start).split("\n").length;
    return findPatterns(program, constants).map(({ start, source, flags }) => {
      return { path, line: lineOf(start), source, flags };
    });
  });
}

function constantsOf(exported: Map<string, string>): Constants {
  const own = new Map<string, string>();
  return {
    find: (name) => own.get(name) ?? exported.get(name),
    set(name, text, isExported) {
      own.set(name, text);
      if (isExported) exported.set(name, text);
    },
  };
}

/** Treats a name as the same everywhere in a file, because sources are analysed, not run. */
function readConstants(program: ESTree.Program, constants: Constants): void {
  const read = ({ declarations }: ESTree.VariableDeclaration, isExported: boolean) => {
    for (const { id, init } of declarations) {
      const text = init ? textOf(init, constants) : null;
      if (id.type === "Identifier" && text !== null) constants.set(id.name, text, isExported);
    }
  };
  new Visitor({
    VariableDeclaration: (node) => read(node, false),
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type === "VariableDeclaration") read(declaration, true);
    },
  }).visit(program);
}

/** A pattern, and its position in the code in UTF-16 code units. */
interface Found {
  start: number;
  source: string;
  flags: string;
}

function findPatterns(program: ESTree.Program, constants: Constants): Found[] {
  const found: Found[] = [];
  const construct = (node: ESTree.NewExpression | ESTree.CallExpression) => {
    if (node.callee.type !== "Identifier" || node.callee.name !== "RegExp") return;
    const [source, flags = ""] = node.arguments.map(
      (part) => textOf(part, constants) ?? unknownPart,
    );
    if (source !== undefined) found.push({ start: node.start, source, flags });
  };
  new Visitor({
    Literal(node) {
      if ("regex" in node)
        found.push({ start: node.start, source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression: construct,
    CallExpression: construct,
  }).visit(program);
  return found;
}

/** The text of an expression; null if it is not a known text. */
function textOf(
  node: ESTree.Expression | ESTree.SpreadElement | ESTree.PrivateIdentifier,
  constants: Constants,
): string | null {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? node.value : null;
    case "Identifier":
      return constants.find(node.name) ?? null;
    case "TemplateLiteral":
      return joinTemplate(node, constants, (quasi) => quasi.value.cooked ?? "");
    case "TaggedTemplateExpression":
      return joinTemplate(node.quasi, constants, (quasi) => quasi.value.raw);
    case "BinaryExpression": {
      const [left, right] = [textOf(node.left, constants), textOf(node.right, constants)];
      if (node.operator !== "+" || (left === null && right === null)) return null;
      return `${left ?? unknownPart}${right ?? unknownPart}`;
    }
    case "ConditionalExpression":
      return textOf(node.consequent, constants) ?? textOf(node.alternate, constants);
    default:
      return null;
  }
}

function joinTemplate(
  { quasis, expressions }: ESTree.TemplateLiteral,
  constants: Constants,
  read: (quasi: ESTree.TemplateElement) => string,
): string {
  const parts = quasis.map((quasi, at) => {
    const next = expressions[at];
    return `${read(quasi)}${next ? (textOf(next, constants) ?? unknownPart) : ""}`;
  });
  return parts.join("");
}
