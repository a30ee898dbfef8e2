import type { Locale } from "../../shared/locale.ts";
import type { Starter } from "../../shared/workflow.ts";
import type { Database } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { definitionOf } from "./definition.ts";
import { requireWorkflow } from "./find-workflow.ts";

/** What a page needs to show a workflow's first screen, in one language. */
export interface PublicConfig {
  workflowId: string;
  name: string;
  greeting: string;
  placeholder: string;
  starters: { label: string; prompt: string; icon: Starter["icon"] }[];
}

/**
 * The first screen of a workflow that is for everyone.
 *
 * @throws RequestError `not_found` for one that is missing, archived, unpublished or for some alone
 */
export async function readPublicConfig(
  { db }: { db: Database },
  { workflowId, locale }: { workflowId: string; locale: Locale },
): Promise<PublicConfig> {
  const row = await requireWorkflow(db, workflowId);
  const { name, greeting, placeholder, starters, access } = definitionOf(row);
  if (row.version === 0 || row.archivedAt || access !== "everyone") throw notFound("workflow");
  return {
    workflowId,
    name,
    greeting: greeting[locale],
    placeholder: placeholder[locale],
    starters: starters.map(({ label, prompt, icon }) => {
      return { label: label[locale], prompt: prompt[locale], icon };
    }),
  };
}
