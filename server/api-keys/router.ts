import {
  type ApiKey,
  apiKeyIdSchema,
  createApiKeySchema,
  type CreatedApiKey,
} from "../../shared/api-key.ts";
import type { Viewer } from "../auth/viewer.ts";
import { person, router } from "../trpc/init.ts";
import type { RequestContext } from "../trpc/request-context.ts";
import { createApiKey, type KeyOwner, listApiKeys, revokeApiKey } from "./api-keys.ts";

/** Keys for a person's own programs. No key makes another. */
export const apiKeysRouter = router({
  /** The answer has the secret, which nobody is told again. */
  create: person
    .input(createApiKeySchema)
    .mutation(({ ctx, input }): Promise<CreatedApiKey> =>
      createApiKey(ctx.services.db, ownerOf(ctx), input),
    ),
  list: person.query(({ ctx }): Promise<ApiKey[]> =>
    listApiKeys(ctx.services.db, ctx.viewer.userId),
  ),
  revoke: person
    .input(apiKeyIdSchema)
    .mutation(({ ctx, input }) => revokeApiKey(ctx.services.db, ownerOf(ctx), input.id)),
});

function ownerOf({ viewer: { userId }, address }: RequestContext & { viewer: Viewer }): KeyOwner {
  return { userId, actorId: userId, address };
}
