import { z } from "zod";
import { effortSchema } from "./inference-schemas.ts";

/**
 * Where a thread is in its owner's list:
 * - `pinned`: at the top.
 * - `listed`: among the others, by its last use.
 * - `archived`: kept out of the list until its next message.
 */
export const threadPlaces = ["pinned", "listed", "archived"] as const;

export type ThreadPlace = (typeof threadPlaces)[number];

/** A thread of one user, as its sidebar row needs it. */
export const threadSchema = z.object({
  id: z.string(),
  workflowId: z.string(),
  /** Null until the title job or the user has set it. */
  title: z.string().nullable(),
  /** The first words of the first message, to show while `title` is null. Absent for none. */
  provisionalTitle: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string(),
  /**
   * ISO 8601; the time of the last message or end of a reply. Lists are sorted by it, newest first,
   * then by id.
   */
  updatedAt: z.string(),
  /** The message up to which it is a copy of another thread; absent for none. Either may be gone. */
  source: z.object({ threadId: z.string(), messageId: z.string() }).optional(),
  /** A reply is being written. */
  running: z.boolean(),
  /**
   * The message whose branch is being read, on all devices: below it, the newest messages. Absent
   * for the newest branch.
   */
  activeLeafId: z.string().optional(),
  /** A reply has ended since the user last looked. */
  unread: z.boolean(),
  /**
   * A temporary chat: in no list and no search, and deleted when its person leaves it or a day after
   * its last message.
   */
  temporary: z.literal(true).optional().catch(undefined),
  /** Its tags in their order; absent for none. */
  tags: z.array(z.string()).optional(),
  /** The project that it is in; absent for none. */
  projectId: z.string().optional(),
  /** Absent for a thread among the others, and for a place of a later version. */
  place: z.enum(["pinned", "archived"]).optional().catch(undefined),
  /** ISO 8601; when a link to the thread was last created or changed. Absent without links. */
  sharedAt: z.string().optional(),
  /**
   * How long the model of the next reply may think; absent leaves it to the assistant and the
   * model.
   */
  effort: effortSchema.optional(),
  /** The model that the person has chosen for the next replies; absent leaves it to the assistant. */
  model: z.string().optional(),
});

export type Thread = z.infer<typeof threadSchema>;
