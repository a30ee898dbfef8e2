import type { Sql } from "postgres";
import type { JobStore } from "../platform/jobs/job-store.ts";
import type { Waits } from "../platform/streams/waits.ts";
import type { AnnouncementBoard } from "./announcements/announcement-board.ts";
import type { AccessTokens } from "./auth/access-token.ts";
import type { BrandReader } from "./branding/brand-reader.ts";
import type { IdentityDeps } from "./identities/identity-deps.ts";

/** Services that accounts, sign-in and admin use-cases need. */
export interface PeopleServices extends IdentityDeps {
  sql: Sql;
  tokens: AccessTokens;
  jobStore: JobStore;
  branding: BrandReader;
  announcements: AnnouncementBoard;
  /** By user. */
  promptWaits: Waits;
}
