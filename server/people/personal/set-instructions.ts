import { sql } from "drizzle-orm";
import type { PersonalInstructions, PersonalView } from "../../../shared/personal.ts";
import type { Database } from "../../platform/db/client.ts";
import { personalSettings } from "../../platform/db/schema/personal.ts";
import { putUser } from "../../chat/feed/put-user.ts";
import { readPersonal } from "./read-personal.ts";

/** Sets what a user wants models to know in all their chats, from the next reply on. */
export function setInstructions(
  db: Database,
  userId: string,
  { about, replyStyle, isOn }: PersonalInstructions,
): Promise<PersonalView> {
  const columns = { about, replyStyle, instructionsOn: isOn, updatedAt: sql`now()` };
  return db.transaction(async (tx) => {
    await tx
      .insert(personalSettings)
      .values({ userId, ...columns })
      .onConflictDoUpdate({ target: personalSettings.userId, set: columns });
    const view = await readPersonal(tx, userId);
    await putUser(tx, userId, { personal: true });
    return view;
  });
}
