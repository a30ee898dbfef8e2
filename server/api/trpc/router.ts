import { accountRouter } from "./routers/accounts.ts";
import { signInRouter } from "./routers/sign-in.ts";
import { adminRouter } from "./routers/admin.ts";
import { announcementsRouter } from "./routers/announcements.ts";
import { analyticsRouter } from "./routers/analytics.ts";
import { apiKeysRouter } from "./routers/api-keys.ts";
import { attachmentsRouter } from "./routers/attachments.ts";
import { authRouter } from "./routers/auth.ts";
import { draftsRouter } from "./routers/drafts.ts";
import { feedRouter } from "./routers/feed.ts";
import { generationsRouter } from "./routers/generation.ts";
import { identitiesRouter } from "./routers/identities.ts";
import { importsRouter } from "./routers/imports.ts";
import { messagesRouter } from "./routers/messages.ts";
import { modelsRouter } from "./routers/models.ts";
import { personalRouter } from "./routers/personal.ts";
import { pushRouter } from "./routers/push.ts";
import { promptsRouter } from "./routers/prompts.ts";
import { projectsRouter } from "./routers/projects.ts";
import { searchProcedure } from "./routers/search.ts";
import { sessionsRouter } from "./routers/sessions.ts";
import { sharesRouter } from "./routers/shares.ts";
import { threadsRouter } from "./routers/threads.ts";
import { workflowsRouter } from "./routers/workflows.ts";
import { mergeRouters, router } from "./init.ts";

/** Every procedure of the product. */
export const appRouter = router({
  auth: mergeRouters(authRouter, signInRouter),
  account: accountRouter,
  identities: identitiesRouter,
  personal: personalRouter,
  analytics: analyticsRouter,
  apiKeys: apiKeysRouter,
  admin: adminRouter,
  workflows: workflowsRouter,
  models: modelsRouter,
  sessions: sessionsRouter,
  imports: importsRouter,
  shares: sharesRouter,
  projects: projectsRouter,
  threads: threadsRouter,
  messages: messagesRouter,
  search: searchProcedure,
  attachments: attachmentsRouter,
  drafts: draftsRouter,
  prompts: promptsRouter,
  announcements: announcementsRouter,
  push: pushRouter,
  generations: generationsRouter,
  feed: feedRouter,
});

export type AppRouter = typeof appRouter;
