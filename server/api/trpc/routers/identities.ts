import {
  beginSignInSchema,
  connectIdentitySchema,
  disconnectIdentitySchema,
  type IdentitiesView,
  type IdentityProviderView,
} from "../../../../shared/identities.ts";
import type { Caller } from "../../../people/accounts/caller.ts";
import { requireCookies } from "../../../people/auth/admit.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { beginAttempt } from "../../../people/identities/begin-attempt.ts";
import { beginConnecting } from "../../../people/identities/begin-connecting.ts";
import { disconnectIdentity } from "../../../people/identities/disconnect-identity.ts";
import { listIdentities } from "../../../people/identities/list-identities.ts";
import { anyone, person, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

/** Signing in with identity providers. Those that set cookies need HTTP. */
export const identitiesRouter = router({
  /** The providers of this server. */
  providers: anyone.query(({ ctx }): IdentityProviderView[] =>
    ctx.services.people.identityProviders.list(),
  ),
  /** The address of a provider to go to, for signing in. */
  begin: anyone
    .input(beginSignInSchema)
    .mutation(async ({ ctx, input }): Promise<{ url: string }> => {
      const cookie = requireCookies(ctx.cookie);
      const beginning = { ...input, userId: null, address: ctx.address };
      const { url, secret } = await beginAttempt(ctx.services.people, beginning);
      cookie.setAttempt(secret);
      return { url };
    }),
  /** What the caller's account is connected to. */
  list: person.query(({ ctx }): Promise<IdentitiesView> =>
    listIdentities(ctx.services.people, ctx.viewer.userId),
  ),
  /** The address of a provider to go to, for connecting it. */
  connect: person
    .input(connectIdentitySchema)
    .mutation(async ({ ctx, input }): Promise<{ url: string }> => {
      const cookie = requireCookies(ctx.cookie);
      const { url, secret } = await beginConnecting(ctx.services.people, callerOf(ctx), input);
      cookie.setAttempt(secret);
      return { url };
    }),
  disconnect: person
    .input(disconnectIdentitySchema)
    .mutation(({ ctx, input }): Promise<void> =>
      disconnectIdentity(ctx.services.people, callerOf(ctx), input),
    ),
});

function callerOf({ viewer, address }: RequestContext & { viewer: Viewer }): Caller {
  return { userId: viewer.userId, sessionId: viewer.carrierId, address };
}
