import { sql, type SQL } from "drizzle-orm";
import { type Locale, pickLocale, toCoreLocale } from "../../../shared/locale.ts";
import { users } from "./schema/users.ts";

/**
 * SQL for a user's language. A node of a version that knows the core languages alone changes
 * `locale`, and leaves `language` as it is: then it no longer counts.
 */
export const userLanguage: SQL<Locale> = sql<string>`case when ${users.locale} = 'en'
  then coalesce(${users.language}, 'en') else ${users.locale} end`.mapWith((tag: string) =>
  pickLocale([tag]),
);

/** The columns that store a language. */
export function languageColumns(language: Locale) {
  const locale = toCoreLocale(language);
  return { locale, language: locale === language ? null : language };
}
