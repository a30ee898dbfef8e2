import { type EntryForAdmin, setGuestsSchema, signUpRuleSchema } from "../../../../shared/entry.ts";
import {
  type CreatedInvitation,
  createInvitationSchema,
  type Invitation,
  invitationIdSchema,
} from "../../../../shared/invitations.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import {
  type EntryChange,
  readEntryForAdmin,
  setGuests,
  setSignUp,
} from "../../../people/entry/change-entry.ts";
import {
  createInvitation,
  listInvitations,
  revokeInvitation,
} from "../../../people/invitations/manage-invitations.ts";
import { admin, adminInPerson, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

/** Who comes in: registration and guests. */
export const adminEntryRouter = router({
  get: admin.query(({ ctx }): Promise<EntryForAdmin> => readEntryForAdmin(ctx.services.people)),
  setSignUp: admin
    .input(signUpRuleSchema)
    .mutation(({ ctx, input }): Promise<void> =>
      setSignUp(ctx.services.people, changeOf(ctx), input),
    ),
  setGuests: admin
    .input(setGuestsSchema)
    .mutation(({ ctx, input }): Promise<void> =>
      setGuests(ctx.services.people, changeOf(ctx), input.guests),
    ),
});

/** Links by which people come in. Their secrets are told once. */
export const adminInvitationsRouter = router({
  list: admin.query(({ ctx }): Promise<Invitation[]> => listInvitations(ctx.services.people.db)),
  create: adminInPerson
    .input(createInvitationSchema)
    .mutation(({ ctx, input }): Promise<CreatedInvitation> =>
      createInvitation(ctx.services.people.db, changeOf(ctx), input),
    ),
  revoke: admin
    .input(invitationIdSchema)
    .mutation(({ ctx, input }): Promise<void> =>
      revokeInvitation(ctx.services.people.db, changeOf(ctx), input.invitationId),
    ),
});

function changeOf({ viewer, address }: RequestContext & { viewer: Viewer }): EntryChange {
  return { actorId: viewer.userId, address };
}
