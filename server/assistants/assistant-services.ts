import type { Sql } from "postgres";
import type { CacheReader } from "../platform/cache/cache-kind.ts";
import type { CreateSessionDeps } from "./sessions/create-session.ts";
import type { PublicConfigTexts } from "./workflows/read-public-config.ts";

/** What use-cases of workflows and chat sessions need of a node. */
export interface AssistantServices extends CreateSessionDeps {
  sql: Sql;
  /** The workflow that answers where none is named. */
  defaultWorkflowId: string;
  publicConfigs: CacheReader<PublicConfigTexts>;
}
