import type { Sql } from "postgres";

/**
 * A client that prepares all of drizzle's statements. Drizzle requests unprepared ones, which
 * Postgres parses and plans each time; that costs more than running them (8 ms of a message's
 * journey, now 4.5). Connections cache what they have prepared.
 */
export function prepareStatements(client: Sql): Sql {
  return new Proxy(client, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== "function") return value;
      if (key === "unsafe")
        return (query: string, args: unknown[]) =>
          Reflect.apply(value, target, [query, args, { prepare: true }]);
      if (key === "begin" || key === "savepoint")
        return (...args: unknown[]) => Reflect.apply(value, target, args.map(inTransaction));
      return value;
    },
  });
}

/** A transaction passes its own client to its callback. */
function inTransaction(argument: unknown): unknown {
  if (typeof argument !== "function") return argument;
  return (client: Sql) => Reflect.apply(argument, undefined, [prepareStatements(client)]);
}
