import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Locale } from "../../../shared/locale.ts";
import { completeTexts } from "../../../shared/complete-texts.ts";
import { textIn } from "../../../shared/text-in.ts";
import { starterIcons } from "../../../shared/workflow-rules.ts";
import { type Localized, localizedSchema, type Starter } from "../../../shared/workflow.ts";
import type { CacheKind, CacheReader } from "../../platform/cache/cache-kind.ts";
import type { Database } from "../../platform/db/client.ts";
import { workflows } from "../../platform/db/schema/workflows.ts";
import { notFound } from "../../platform/errors.ts";
import { definitionOf } from "./definition.ts";

/** The public config of a workflow's first screen, in one language. */
export interface PublicConfig {
  workflowId: string;
  name: string;
  greeting: string;
  placeholder: string;
  starters: { label: string; prompt: string; icon: Starter["icon"] }[];
}

/** The public config in all languages, as cached. */
export interface PublicConfigTexts {
  name: string;
  greeting: Localized;
  placeholder: Localized;
  starters: Starter[];
}

/**
 * Reads the first screen of a workflow that is open to everyone.
 *
 * @throws RequestError `not_found` for one that is missing, archived, unpublished or restricted
 */
export async function readPublicConfig(
  { publicConfigs }: { publicConfigs: CacheReader<PublicConfigTexts> },
  { workflowId, locale }: { workflowId: string; locale: Locale },
): Promise<PublicConfig> {
  const texts = await publicConfigs.get(workflowId);
  if (!texts) throw notFound("workflow");
  return {
    workflowId,
    name: texts.name,
    greeting: textIn(texts.greeting, locale),
    placeholder: textIn(texts.placeholder, locale),
    starters: texts.starters.map(({ label, prompt, icon }) => ({
      label: textIn(label, locale),
      prompt: textIn(prompt, locale),
      icon,
    })),
  };
}

const seconds = 1_000;

/**
 * Cache kind for the public configs of workflows. Publishing or archiving a workflow evicts its
 * entry.
 */
export function createPublicConfigKind(db: Database): CacheKind<PublicConfigTexts> {
  return {
    name: "public_config",
    schema: z.object({
      name: z.string(),
      greeting: localizedSchema,
      placeholder: localizedSchema,
      starters: z.array(
        z.object({
          label: localizedSchema,
          prompt: localizedSchema,
          icon: z.enum(starterIcons),
        }),
      ),
    }),
    freshMs: 300 * seconds,
    staleMs: 3_600 * seconds,
    missMs: 60 * seconds,
    isThere: async (id) => (await readTexts(db, id)) !== null,
    load: (id) => readTexts(db, id),
  };
}

async function readTexts(db: Database, id: string): Promise<PublicConfigTexts | null> {
  const [row] = await db.select().from(workflows).where(eq(workflows.id, id));
  if (!row || row.version === 0 || row.archivedAt || row.upstream === "gone") return null;
  const { access, name, ...definition } = definitionOf(row);
  return access === "everyone" ? { name, ...completeTexts(definition) } : null;
}
