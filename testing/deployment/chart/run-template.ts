import { z } from "zod";
import { functions, isTrue, print } from "./template-functions.ts";
import type { Expression, Node } from "./template-tree.ts";

/** What a part of a template sees: the dot, and the variables of the ranges around it. */
interface Scope {
  dot: unknown;
  variables: ReadonlyMap<string, unknown>;
}

const map = z.record(z.string(), z.unknown());

/** Runs templates that may include each other. */
export class Templates {
  readonly #defined = new Map<string, Node[]>();

  /** Keeps the parts that a template defines. */
  define(nodes: readonly Node[]): void {
    for (const node of nodes) if (node.kind === "define") this.#defined.set(node.name, node.body);
  }

  /** What a template prints. Throws where it fails, or does what only Helm can tell the result of. */
  run(nodes: readonly Node[], dot: unknown): string {
    return this.#print(nodes, { dot, variables: new Map([["", dot]]) });
  }

  #print(nodes: readonly Node[], scope: Scope): string {
    return nodes.map((node) => this.#printNode(node, scope)).join("");
  }

  #printNode(node: Node, scope: Scope): string {
    switch (node.kind) {
      case "text":
        return node.text;
      case "print":
        return print(this.#value(node.value, scope));
      case "define":
        return "";
      case "if":
        return this.#print(
          isTrue(this.#value(node.value, scope)) ? node.body : node.otherwise,
          scope,
        );
      case "with": {
        const dot = this.#value(node.value, scope);
        if (!isTrue(dot)) return this.#print(node.otherwise, scope);
        return this.#print(node.body, { dot, variables: scope.variables });
      }
      case "range": {
        const entries = Object.entries(map.parse(this.#value(node.value, scope)));
        const inOrder = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
        return inOrder
          .map(([key, dot]) => {
            const variables = new Map([...scope.variables, [node.key, key], [node.item, dot]]);
            return this.#print(node.body, { dot, variables });
          })
          .join("");
      }
    }
  }

  #value(expression: Expression, scope: Scope): unknown {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "path":
        return follow(expression, scope);
      case "call": {
        const words = expression.words.map((word) => this.#value(word, scope));
        if (expression.name === "include") return this.#include(words);
        const run = functions[expression.name];
        if (!run) throw new Error(`no function of the subset: ${expression.name}`);
        return run(...words);
      }
    }
  }

  #include([name, dot]: unknown[]): string {
    const nodes = this.#defined.get(z.string().parse(name));
    if (!nodes) throw new Error(`nothing is defined as ${String(name)}`);
    return this.run(nodes, dot);
  }
}

/** Follows keys that are there; only the last may be missing. */
function follow({ from, keys }: Extract<Expression, { kind: "path" }>, scope: Scope): unknown {
  const name = from.slice(1);
  if (from !== "." && !scope.variables.has(name)) throw new Error(`no variable ${from}`);
  let value = from === "." ? scope.dot : scope.variables.get(name);
  for (const key of keys) value = map.parse(value)[key];
  return value;
}
