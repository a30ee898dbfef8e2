import { accountRouter } from "../accounts/router.ts";
import { signInRouter } from "../sign-in/router.ts";
import { adminRouter } from "../admin/router.ts";
import { analyticsRouter } from "../analytics/router.ts";
import { apiKeysRouter } from "../api-keys/router.ts";
import { attachmentsRouter } from "../attachments/router.ts";
import { authRouter } from "../auth/router.ts";
import { feedRouter } from "../feed/router.ts";
import { generationsRouter } from "../generation/router.ts";
import { messagesRouter } from "../messages/router.ts";
import { sessionsRouter } from "../sessions/router.ts";
import { threadsRouter } from "../threads/router.ts";
import { workflowsRouter } from "../workflows/router.ts";
import { mergeRouters, router } from "./init.ts";

/** Every procedure of the product. */
export const appRouter = router({
  auth: mergeRouters(authRouter, signInRouter),
  account: accountRouter,
  analytics: analyticsRouter,
  apiKeys: apiKeysRouter,
  admin: adminRouter,
  workflows: workflowsRouter,
  sessions: sessionsRouter,
  threads: threadsRouter,
  messages: messagesRouter,
  attachments: attachmentsRouter,
  generations: generationsRouter,
  feed: feedRouter,
});

export type AppRouter = typeof appRouter;
