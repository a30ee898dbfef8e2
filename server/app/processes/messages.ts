import { z } from "zod";

// What a supervisor and its node processes tell each other over the channel that Bun opens between
// a process and its child. Both are always of the same program.

/** The environment variable that tells a process that a supervisor has started it. */
export const supervisedName = "CHATKIT_SUPERVISED";

/** How a process has to start. */
export interface NodeStart {
  /** Its place among the processes, from 1; a process that is started again keeps it. */
  place: number;
  /** The port of all. */
  port: number;
  /** The embedded PostgreSQL of all, with its password; null where `DATABASE_URL` names a database. */
  databaseUrl: string | null;
}

/** From the supervisor to a node. */
export const toNodeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("start"),
    place: z.number(),
    port: z.number(),
    databaseUrl: z.string().nullable(),
  }),
  /** Hand over and end. */
  z.object({ kind: z.literal("drain") }),
  /** Answer with `alive`. */
  z.object({ kind: z.literal("ping") }),
  /** Answer with `counts`. */
  z.object({ kind: z.literal("count"), id: z.number() }),
  /** The answer to `page`: the metrics of all processes; null when they could not be read. */
  z.object({ kind: z.literal("page"), id: z.number(), text: z.string().nullable() }),
]);

/** From a node to its supervisor. */
export const fromNodeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** It cannot start; `says` is what a single node would print. */
  z.object({ kind: z.literal("failed"), says: z.string() }),
  z.object({ kind: z.literal("alive") }),
  /** Its own metrics, as `writeSnapshot` makes them; null while it has none. */
  z.object({ kind: z.literal("counts"), id: z.number(), snapshot: z.string().nullable() }),
  /** Answer with the metrics of all processes. */
  z.object({ kind: z.literal("page"), id: z.number() }),
]);

export type ToNode = z.infer<typeof toNodeSchema>;
export type FromNode = z.infer<typeof fromNodeSchema>;
