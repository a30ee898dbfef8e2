import { desc, eq } from "drizzle-orm";
import type { PersonalView } from "../../../shared/personal.ts";
import type { Executor } from "../../platform/db/client.ts";
import { memories, personalSettings } from "../../platform/db/schema/personal.ts";

/** What models are told about a user, as the user sees it. */
export async function readPersonal(executor: Executor, userId: string): Promise<PersonalView> {
  const [row] = await executor
    .select()
    .from(personalSettings)
    .where(eq(personalSettings.userId, userId));
  const { about = "", replyStyle = "", instructionsOn = true, memoryOn = true } = row ?? {};
  const { id, text, createdAt } = memories;
  const facts = await executor
    .select({ id, text, createdAt })
    .from(memories)
    .where(eq(memories.userId, userId))
    .orderBy(desc(memories.createdAt), desc(memories.id));
  return {
    instructions: { about, replyStyle, isOn: instructionsOn },
    isMemoryOn: memoryOn,
    memories: facts.map((fact) => ({
      id: fact.id,
      text: fact.text,
      createdAt: fact.createdAt.toISOString(),
    })),
  };
}
