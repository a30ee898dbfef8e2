import { z } from "zod";
import { idSchema, workflowIdSchema } from "../../../../shared/id-schemas.ts";
import { forkThreadSchema } from "../../../../shared/message-requests.ts";
import {
  selectBranchSchema,
  setInferenceSchema,
  setPlaceSchema,
  titleSchema,
} from "../../../../shared/requests.ts";
import {
  setPlacesSchema,
  setProjectsSchema,
  threadIdsSchema,
} from "../../../../shared/many-threads.ts";
import { setProjectSchema } from "../../../../shared/project.ts";
import { setTagsSchema, tagSchema } from "../../../../shared/tags.ts";
import { maxThreadsPerPage } from "../../../../shared/limits.ts";
import { listTags } from "../../../chat/threads/list-tags.ts";
import { setTags } from "../../../chat/threads/set-tags.ts";
import { setProject } from "../../../chat/threads/set-project.ts";
import { setProjects } from "../../../chat/threads/set-projects.ts";
import { limited, router, signedIn } from "../init.ts";
import { readThread } from "../../../chat/threads/access.ts";
import { createThread } from "../../../chat/threads/create-thread.ts";
import { deleteThread } from "../../../chat/threads/delete-thread.ts";
import { forkThread } from "../../../chat/threads/fork-thread.ts";
import { listThreads } from "../../../chat/threads/list-threads.ts";
import { markThreadRead } from "../../../chat/threads/mark-read.ts";
import { renameThread } from "../../../chat/threads/rename-thread.ts";
import { setPlace } from "../../../chat/threads/set-place.ts";
import { setPlaces } from "../../../chat/threads/set-places.ts";
import { selectBranch } from "../../../chat/threads/select-branch.ts";
import { setInference } from "../../../chat/threads/set-inference.ts";
import { type GenerationOfUser, stopGeneration } from "../../../chat/generation/stop-generation.ts";
import { keepTemporary } from "../../../chat/temporary/keep-temporary.ts";
import { leaveTemporary, stayInTemporary } from "../../../chat/temporary/leave-temporary.ts";
import { emptyTrash } from "../../../chat/trash/empty-trash.ts";
import { listTrash } from "../../../chat/trash/list-trash.ts";
import { restoreThreads } from "../../../chat/trash/restore-threads.ts";
import { trashThreads } from "../../../chat/trash/trash-threads.ts";
import { threadsInReach } from "../../../chat/threads/threads-in-reach.ts";

const pageCursor = z.string().max(100).optional();
const pageLimit = z.number().int().min(1).max(100).default(30);

const threadInput = z.object({ threadId: idSchema("thread") });

export const threadsRouter = router({
  /** Creates an empty thread under the client's id; retries are safe. */
  create: signedIn
    .meta({ reach: "newThread" })
    .input(
      z.object({
        id: idSchema("thread"),
        workflowId: workflowIdSchema.optional(),
        /** The project that it begins in, if the caller still has it. */
        projectId: idSchema("project").optional(),
      }),
    )
    .mutation(({ ctx, input }) =>
      createThread(ctx.services.chat.db, {
        threadId: input.id,
        userId: ctx.viewer.userId,
        workflowId: input.workflowId ?? ctx.services.chat.defaultWorkflowId,
        // Chat sessions know no projects.
        projectId: ctx.viewer.chatSession ? undefined : input.projectId,
      }),
    ),
  /**
   * The viewer's threads, newest first, or the archived ones; with a client secret, within its
   * history policy. A page of more than 256 kB ends early. The first page also has all pinned threads, however old, and all projects. With
   * `projectId`, the threads of that project, archived or not; with `tag`, those with that tag.
   */
  list: signedIn
    .meta({ reach: "own" })
    .input(
      z
        .object({
          cursor: pageCursor,
          limit: z.number().int().min(1).max(maxThreadsPerPage).default(30),
          archived: z.boolean().default(false),
          projectId: idSchema("project").optional(),
          tag: tagSchema.optional(),
        })
        .default({ limit: 30, archived: false }),
    )
    .query(({ ctx, input }) =>
      listThreads(ctx.services.chat.db, {
        ...input,
        userId: ctx.viewer.userId,
        within: threadsInReach(ctx.viewer.chatSession),
      }),
    ),
  get: signedIn
    .meta({ reach: "thread" })
    .input(threadInput)
    .query(({ ctx, input }) =>
      readThread(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  rename: signedIn
    .meta({ reach: "thread" })
    .input(threadInput.extend({ title: titleSchema }))
    .mutation(({ ctx, input }) =>
      renameThread(
        ctx.services.chat.db,
        { threadId: input.threadId, userId: ctx.viewer.userId },
        input.title,
      ),
    ),
  /** Pins a thread, archives it, or does neither. */
  setPlace: signedIn
    .meta({ reach: "thread" })
    .input(setPlaceSchema)
    .mutation(({ ctx, input }) => setPlace(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** The same for several threads, in one transaction. Ids of no thread of the viewer are left out. */
  setPlaces: signedIn
    .meta({ reach: "threads" })
    .input(setPlacesSchema)
    .mutation(({ ctx, input }) => setPlaces(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Moves a thread into a project, or out of its project. Not available to client secrets. */
  setProject: signedIn
    .input(setProjectSchema)
    .mutation(({ ctx, input }) => setProject(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** The same for several threads, in one transaction. Ids of no thread of the viewer are left out. */
  setProjects: signedIn
    .input(setProjectsSchema)
    .mutation(({ ctx, input }) => setProjects(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Sets all tags of a thread. */
  setTags: signedIn
    .meta({ reach: "thread" })
    .input(setTagsSchema)
    .mutation(({ ctx, input }) => setTags(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** The tags of the viewer's threads, the most frequent first. Not available to client secrets. */
  listTags: signedIn.query(({ ctx }) => listTags(ctx.services.chat.db, ctx.viewer.userId)),
  /** Sets how the next replies of a thread are made. */
  setInference: signedIn
    .meta({ reach: "thread" })
    .input(setInferenceSchema)
    .mutation(({ ctx, input }) => setInference(ctx.services.chat, ctx.viewer.userId, input)),
  /** Goes to another branch of a thread, on all devices. */
  selectBranch: signedIn
    .meta({ reach: "thread" })
    .input(selectBranchSchema)
    .mutation(({ ctx, input }) => selectBranch(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Makes a new thread with copies of the messages up to one; the client's id makes retries safe. */
  fork: limited("send")
    .meta({ reach: "message" })
    .input(forkThreadSchema)
    .mutation(({ ctx, input }) =>
      forkThread(ctx.services.chat.db, ctx.viewer.userId, {
        ...input,
        chatSessionId: ctx.viewer.chatSession?.id ?? null,
      }),
    ),
  /** Marks a thread as read. */
  markRead: signedIn
    .meta({ reach: "thread" })
    .input(threadInput)
    .mutation(({ ctx, input }) =>
      markThreadRead(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /**
   * Moves threads to the trash, from where they can be restored for some days. `isMoved` is false on
   * a server without a trash, where nothing happens. Temporary chats are deleted at once. Ids of no
   * thread of the viewer are left out.
   */
  trash: signedIn
    .meta({ reach: "threads" })
    .input(threadIdsSchema)
    .mutation(({ ctx: { services, viewer }, input }) => {
      const { chat } = services;
      const stopReply = (of: GenerationOfUser) => stopGeneration(chat, of);
      return trashThreads({ ...chat, stopReply }, { ...input, userId: viewer.userId });
    }),
  /** Brings threads back from the trash. */
  restore: signedIn
    .meta({ reach: "threads" })
    .input(threadIdsSchema)
    .mutation(({ ctx, input }) =>
      restoreThreads(ctx.services.chat, { ...input, userId: ctx.viewer.userId }),
    ),
  /** The viewer's trash, last moved first. */
  listTrash: signedIn
    .input(z.object({ cursor: pageCursor, limit: pageLimit }))
    .query(({ ctx, input }) =>
      listTrash(ctx.services.chat, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Deletes everything in the viewer's trash for good. */
  emptyTrash: signedIn.mutation(({ ctx }) => emptyTrash(ctx.services.chat.db, ctx.viewer.userId)),
  /** The person has left a temporary chat: it is deleted soon, unless they come back. */
  leaveTemporary: signedIn
    .meta({ reach: "thread" })
    .input(threadInput)
    .mutation(({ ctx, input }) =>
      leaveTemporary(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /** The person is back in a temporary chat: it stays for another day. */
  stayInTemporary: signedIn
    .meta({ reach: "thread" })
    .input(threadInput)
    .mutation(({ ctx, input }) =>
      stayInTemporary(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Makes a temporary chat one like any other. */
  keepTemporary: signedIn
    .meta({ reach: "thread" })
    .input(threadInput)
    .mutation(({ ctx, input }) =>
      keepTemporary(ctx.services.chat, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Deletes a thread for good, also one in the trash. */
  delete: signedIn
    .meta({ reach: "thread" })
    .input(threadInput)
    .mutation(({ ctx, input }) =>
      deleteThread(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
});
