import { eq } from "drizzle-orm";
import type { PersonalView } from "../../../shared/personal.ts";
import type { Executor } from "../../platform/db/client.ts";
import { personalSettings } from "../../platform/db/schema/personal.ts";

/** What models are told about a user, as the user sees it. */
export async function readPersonal(executor: Executor, userId: string): Promise<PersonalView> {
  const { about, replyStyle, instructionsOn } = personalSettings;
  const [row] = await executor
    .select({ about, replyStyle, isOn: instructionsOn })
    .from(personalSettings)
    .where(eq(personalSettings.userId, userId));
  return { instructions: row ?? { about: "", replyStyle: "", isOn: true } };
}
