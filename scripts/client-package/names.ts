import { type Symbol, SymbolFlags, type Type, TypeFlags } from "typescript/unstable/async";
import type { Sources } from "./open-program.ts";

/** A union of fewer literals is as short as a name, and may be another list's by chance. */
const worthNaming = 4;

/** The names that the package's types have, each of one declaration. */
export class Names {
  readonly #sources: Sources;
  /** By symbol id. */
  readonly #named = new Set<number>();
  /** The declarations of each name; the client's and shared ones come before the server's. */
  readonly #taken = new Map<string, number>();
  /** The names of types that were inferred, which do not tell them themselves. By type id. */
  readonly #inferred = new Map<number, Symbol>();
  /** Named, but not described yet. */
  readonly #waiting: { name: string; symbol: Symbol }[] = [];

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Gets to know the types that a file exports. */
  async learn(file: string): Promise<void> {
    const { checker } = this.#sources;
    for (const { symbol } of await this.#sources.exportsOf(file)) {
      if (!this.#taken.has(symbol.name)) this.#taken.set(symbol.name, symbol.id);
      if ((symbol.flags & SymbolFlags.TypeAlias) === 0) continue;
      const type = await checker.getDeclaredTypeOfSymbol(symbol);
      if (!(await deservesName(type)) || this.#inferred.has(type.id)) continue;
      if ((await type.getAliasTypeArguments()).length === 0) this.#inferred.set(type.id, symbol);
    }
  }

  /** The declaration of a type that has a name in the sources. */
  async declarationOf(type: Type): Promise<Symbol | null> {
    const inferred = this.#inferred.get(type.id);
    if (inferred) return inferred;
    const alias = await type.getAliasSymbol();
    if (alias && this.#sources.fileOf(alias) !== null) return alias;
    const symbol = type.isObjectType() ? await type.getSymbol() : undefined;
    const isNamed = symbol && (symbol.flags & (SymbolFlags.Interface | SymbolFlags.Class)) !== 0;
    if (!isNamed || this.#sources.fileOf(symbol) === null) return null;
    return this.#isFree(symbol) ? symbol : null;
  }

  /** A type of the server is printed in full where the client has another one of its name. */
  #isFree({ id, name }: Symbol): boolean {
    return (this.#taken.get(name) ?? id) === id;
  }

  /** The name of a declaration, which will be described. */
  of(symbol: Symbol): string {
    const { id, name } = symbol;
    if (this.#named.has(id)) return name;
    if (!this.#isFree(symbol)) throw new Error(`The package has two declarations called ${name}.`);
    this.#named.add(id);
    this.#taken.set(name, id);
    this.#waiting.push({ name, symbol });
    return name;
  }

  next(): { name: string; symbol: Symbol } | undefined {
    return this.#waiting.shift();
  }
}

async function deservesName(type: Type): Promise<boolean> {
  if (!type.isUnionType()) return type.isObjectType();
  const types = await type.getTypes();
  const isOfLiterals = types.every((each) => (each.flags & TypeFlags.Primitive) !== 0);
  return !isOfLiterals || types.length >= worthNaming;
}
