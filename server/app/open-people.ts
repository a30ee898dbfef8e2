import { Passwords } from "../people/accounts/passwords.ts";
import { AnnouncementBoard } from "../people/announcements/announcement-board.ts";
import { createBrandReader } from "../people/branding/brand-reader.ts";
import { createSigners } from "../people/auth/signers.ts";
import { ViewerChecks } from "../people/auth/viewer.ts";
import { IdentityProviders } from "../people/identities/identity-providers.ts";
import type { PeopleServices } from "../people/people-services.ts";
import { openDatabase } from "../platform/db/client.ts";
import type { ServerSecrets } from "../platform/server-secrets.ts";
import { Waits } from "../platform/streams/waits.ts";
import type { Config } from "./config.ts";
import { mailWayOf } from "./open-mail.ts";
import type { Platform } from "./open-platform.ts";

/** The people district of a node. */
export interface People extends PeopleServices {
  /** Authenticates callers. */
  viewers: ViewerChecks;
}

/** Creates the signers and the viewer checks. */
export function openPeople(
  opening: AsyncDisposableStack,
  config: Config,
  { platform, secrets }: { platform: Platform; secrets: ServerSecrets },
): People {
  const { databaseUrl, db, sql, jobs, limits, log, metrics } = platform;
  const signers = createSigners(secrets, config.publicOrigin);
  // A dedicated connection: every call and event checks its viewer, and must not queue behind
  // requests.
  const own = opening.use(openDatabase(databaseUrl, 1));
  return {
    db,
    sql,
    jobs: jobs.queue,
    jobStore: jobs.store,
    limits,
    log,
    metrics,
    ...signers,
    passwords: new Passwords(),
    promptWaits: new Waits(),
    mailWay: mailWayOf(config),
    entry: config.entry,
    identityProviders: new IdentityProviders(config.identityProviders, addressOf(config)),
    viewers: new ViewerChecks(own.sql, signers.tokens, config.entry.guests),
    announcements: new AnnouncementBoard(db),
    branding: createBrandReader(db, config.branding, log),
  };
}

/** Where browsers reach the server; only a server for development has no public address. */
function addressOf({ publicOrigin, host, port, basePath }: Config): string {
  return (publicOrigin ?? `http://${host}:${port}`) + basePath;
}
