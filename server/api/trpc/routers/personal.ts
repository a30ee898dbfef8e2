import {
  memoryIdSchema,
  memorySchema,
  personalInstructionsSchema,
  setMemorySchema,
} from "../../../../shared/personal.ts";
import {
  changeMemory,
  forget,
  forgetAll,
  remember,
  setMemory,
} from "../../../people/personal/change-memories.ts";
import { readPersonal } from "../../../people/personal/read-personal.ts";
import { setInstructions } from "../../../people/personal/set-instructions.ts";
import { person, router } from "../init.ts";

/**
 * What people want models to know in all their chats. Changes apply from the next reply on. Not
 * available to API keys.
 */
export const personalRouter = router({
  get: person.query(({ ctx }) => readPersonal(ctx.services.people.db, ctx.viewer.userId)),
  /** Replaces the instructions. */
  setInstructions: person
    .input(personalInstructionsSchema)
    .mutation(({ ctx, input }) =>
      setInstructions(ctx.services.people.db, ctx.viewer.userId, input),
    ),
  /** Sets whether models get the memories, which stay. */
  setMemory: person
    .input(setMemorySchema)
    .mutation(({ ctx, input }) => setMemory(ctx.services.people.db, ctx.viewer.userId, input.isOn)),
  /** Adds a memory under the client's id; retries are safe. */
  remember: person
    .input(memorySchema)
    .mutation(({ ctx, input }) => remember(ctx.services.people.db, ctx.viewer.userId, input)),
  changeMemory: person
    .input(memorySchema)
    .mutation(({ ctx, input }) => changeMemory(ctx.services.people.db, ctx.viewer.userId, input)),
  forget: person
    .input(memoryIdSchema)
    .mutation(({ ctx, input }) => forget(ctx.services.people.db, ctx.viewer.userId, input.id)),
  forgetAll: person.mutation(({ ctx }) => forgetAll(ctx.services.people.db, ctx.viewer.userId)),
});
