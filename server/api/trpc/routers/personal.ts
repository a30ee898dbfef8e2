import { personalInstructionsSchema } from "../../../../shared/personal.ts";
import { readPersonal } from "../../../people/personal/read-personal.ts";
import { setInstructions } from "../../../people/personal/set-instructions.ts";
import { person, router } from "../init.ts";

/** What people want models to know in all their chats. Not available to API keys. */
export const personalRouter = router({
  get: person.query(({ ctx }) => readPersonal(ctx.services.people.db, ctx.viewer.userId)),
  /** Replaces the instructions; replies use them from the next one on. */
  setInstructions: person
    .input(personalInstructionsSchema)
    .mutation(({ ctx, input }) =>
      setInstructions(ctx.services.people.db, ctx.viewer.userId, input),
    ),
});
