import type { Sql } from "postgres";
import type { CacheReader } from "../platform/cache/cache-kind.ts";
import type { CreateSessionDeps } from "./sessions/create-session.ts";
import type { PublicConfigTexts } from "./workflows/read-public-config.ts";

/** Services that workflow and chat session use-cases need. */
export interface AssistantServices extends CreateSessionDeps {
  sql: Sql;
  /** The workflow used when a request names none. */
  defaultWorkflowId: string;
  publicConfigs: CacheReader<PublicConfigTexts>;
}
