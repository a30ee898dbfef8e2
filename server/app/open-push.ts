import { ensurePushKeys } from "../push/push-keys.ts";
import type { PushServices } from "../push/push-services.ts";
import { createSealedSecrets } from "../platform/sealed-secrets.ts";
import type { ServerSecrets } from "../platform/server-secrets.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";

/**
 * Opens notifications, and makes sure that the server has its keys for them. They are off on a node
 * that cannot open these.
 */
export async function openPush(
  { push }: Pick<Config, "push">,
  { db, sql, jobs, limits, log, metrics }: Platform,
  secrets: ServerSecrets,
): Promise<PushServices> {
  const sealed = createSealedSecrets(secrets);
  const isLocked = push !== null && !(await ensurePushKeys({ sql, sealed, log }));
  const settings = isLocked ? null : push;
  return { db, sql, jobs: jobs.queue, limits, log, metrics, sealed, settings, isLocked };
}
