import {
  type ApiKey,
  apiKeyIdSchema,
  createApiKeySchema,
  type CreatedApiKey,
} from "../../../../shared/api-key.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { person, router } from "../init.ts";
import type { RequestContext } from "../request-context.ts";
import {
  createApiKey,
  type KeyOwner,
  listApiKeys,
  revokeApiKey,
} from "../../../people/api-keys/api-keys.ts";

/** Keys for a person's own programs. API keys cannot create others. */
export const apiKeysRouter = router({
  /** Returns the secret, which is never shown again. */
  create: person
    .input(createApiKeySchema)
    .mutation(({ ctx, input }): Promise<CreatedApiKey> =>
      createApiKey(ctx.services.people.db, ownerOf(ctx), input),
    ),
  list: person.query(({ ctx }): Promise<ApiKey[]> =>
    listApiKeys(ctx.services.people.db, ctx.viewer.userId),
  ),
  revoke: person
    .input(apiKeyIdSchema)
    .mutation(({ ctx, input }) => revokeApiKey(ctx.services.people.db, ownerOf(ctx), input.id)),
});

function ownerOf({ viewer: { userId }, address }: RequestContext & { viewer: Viewer }): KeyOwner {
  return { userId, actorId: userId, address };
}
