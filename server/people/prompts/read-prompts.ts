import { and, asc, eq, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Prompt, PromptHead } from "../../../shared/prompt.ts";
import type { Executor } from "../../platform/db/client.ts";
import { prompts } from "../../platform/db/schema/prompts.ts";
import { notFound } from "../../platform/errors.ts";

const headColumns = {
  id: prompts.id,
  name: prompts.name,
  description: prompts.description,
  isShared: sql<boolean>`${prompts.userId} is null`,
};

/** SQL condition: a prompt that a user sees. */
function isVisible(userId: string): SQL | undefined {
  return or(eq(prompts.userId, userId), isNull(prompts.userId));
}

/** The user's own prompts and those that everyone has, by name. */
export function listPrompts(executor: Executor, userId: string): Promise<PromptHead[]> {
  return executor
    .select(headColumns)
    .from(prompts)
    .where(isVisible(userId))
    .orderBy(asc(sql`lower(${prompts.name})`), asc(prompts.id));
}

/** @throws RequestError `not_found` for one that is missing or another user's */
export async function readPrompt(
  executor: Executor,
  { promptId, userId }: { promptId: string; userId: string },
): Promise<Prompt> {
  const [prompt] = await executor
    .select({ ...headColumns, text: prompts.text })
    .from(prompts)
    .where(and(eq(prompts.id, promptId), isVisible(userId)));
  if (!prompt) throw notFound("prompt");
  return prompt;
}
