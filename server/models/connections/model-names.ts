import type { Connection } from "./connection.ts";

type Named = Pick<Connection, "id">;

/** A model of a connection. */
export interface ModelAddress<C extends Named> {
  connection: C;
  /** The server's own name for it. */
  model: string;
}

/**
 * Resolves a model's name to its connection. `claude/claude-sonnet-4-5` is a model of the
 * connection `claude`; any other name belongs to the first connection, slashes included, as in
 * OpenRouter's `meta-llama/llama-4`.
 */
export function addressOf<C extends Named>(
  name: string,
  connections: readonly [C, ...C[]],
): ModelAddress<C> {
  const slash = name.indexOf("/");
  const named = connections.find(({ id }) => id === name.slice(0, slash));
  return slash > 0 && named
    ? { connection: named, model: name.slice(slash + 1) }
    : { connection: connections[0], model: name };
}

/**
 * The full name of a connection's model: without a prefix for the first connection, unless the
 * model's own name starts like a connection's.
 */
export function nameOf<C extends Named>(
  { connection, model }: ModelAddress<C>,
  connections: readonly [C, ...C[]],
): string {
  const full = `${connection.id}/${model}`;
  if (connection.id !== connections[0].id) return full;
  const front = model.slice(0, Math.max(0, model.indexOf("/")));
  return connections.some(({ id }) => id === front) ? full : model;
}

/**
 * The name among all connections of a model that is named among some of them: with its connection in
 * front if the others have changed where the name leads.
 */
export function renameAmong(
  name: string,
  some: readonly Named[],
  all: readonly [Named, ...Named[]],
): string {
  const [first, ...others] = some;
  if (!first) return name;
  const { connection, model } = addressOf(name, [first, ...others]);
  const isSame = addressOf(name, all).connection.id === connection.id;
  return isSame ? name : `${connection.id}/${model}`;
}
