import { eq } from "drizzle-orm";
import type { Locale } from "../../../shared/locale.ts";
import type { User } from "../../../shared/user.ts";
import type { Executor } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { userLanguage } from "../../platform/db/user-language.ts";
import { RequestError } from "../../platform/errors.ts";

/** The columns of a user that the user may see. */
export const userColumns = {
  id: users.id,
  role: users.role,
  isGuest: users.isGuest,
  email: users.email,
  locale: users.locale,
  language: userLanguage,
  timeZone: users.timeZone,
};

/** @throws RequestError `unauthenticated` when the user no longer exists */
export async function readUser(
  executor: Executor,
  id: string,
): Promise<User & { language: Locale }> {
  const [user] = await executor.select(userColumns).from(users).where(eq(users.id, id));
  if (!user) throw new RequestError("unauthenticated", "The user no longer exists.");
  return user;
}
