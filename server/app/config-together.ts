import { findMissingForBackups } from "./backup-settings.ts";
import type { Env } from "./config.ts";
import { findMissingForEntry } from "./entry-settings.ts";

/** The default provider. */
export const openaiUrl = "https://api.openai.com/v1";

/**
 * Checks settings that depend on each other. Looks only at which are set, so its findings add to
 * the other problems.
 */
export function findMissingTogether(set: Env): string[] {
  const problems = [...findMissingForBackups(set), ...findMissingForEntry(set)];
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl, CHATKIT_MODEL: model } = set;
  const isOpenai = !baseUrl || URL.parse(baseUrl)?.hostname === new URL(openaiUrl).hostname;
  if (baseUrl && isOpenai && !key) problems.push("OPENAI_API_KEY: needed for api.openai.com");
  if (!isOpenai && !model) {
    problems.push("CHATKIT_MODEL: needed with OPENAI_BASE_URL; the name of a model of that server");
  }
  if (model && !key && !baseUrl) {
    problems.push("CHATKIT_MODEL: means nothing without OPENAI_API_KEY or OPENAI_BASE_URL");
  }
  for (const name of ["CHATKIT_MODEL_ACCESS", "CHATKIT_MAX_CONCURRENT"])
    if (set[name] && !key && !baseUrl)
      problems.push(`${name}: means nothing without OPENAI_API_KEY or OPENAI_BASE_URL`);
  if (set["CHATKIT_API_KEY"] && !set["CHATKIT_API_BASE"])
    problems.push("CHATKIT_API_KEY: means nothing without CHATKIT_API_BASE");
  if (set["METRICS_PORT"]?.trim() === (set["PORT"]?.trim() ?? "8000") && set["PORT"] !== "0")
    problems.push("METRICS_PORT: has to be another port than PORT");
  for (const name of ["CHATKIT_PUSH_CONTACT", "CHATKIT_PUSH_SERVICES"])
    if (set[name] && set["CHATKIT_PUSH"]?.trim() === "off")
      problems.push(`${name}: means nothing with CHATKIT_PUSH=off`);
  const smtpNames = ["SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM_EMAIL", "SMTP_TLS"];
  if (!set["SMTP_HOST"])
    for (const name of smtpNames)
      if (set[name]) problems.push(`${name}: means nothing without SMTP_HOST`);
  if (set["SMTP_HOST"] && !set["SMTP_FROM_EMAIL"])
    problems.push("SMTP_FROM_EMAIL: needed with SMTP_HOST; the address that mails are from");
  for (const [one, other] of [
    ["SMTP_USER", "SMTP_PASSWORD"],
    ["SMTP_PASSWORD", "SMTP_USER"],
  ] as const)
    if (set[one] && !set[other]) problems.push(`${other}: needed with ${one}`);
  if (set["NODE_ENV"] === "production" && set["SMTP_HOST"] && !set["PUBLIC_URL"])
    problems.push("PUBLIC_URL: needed with SMTP_HOST; links in mails lead there");
  if (set["NODE_ENV"] === "production" && set["DATABASE_URL"] && !set["JWT_SECRET_KEY"]) {
    problems.push(
      "JWT_SECRET_KEY: needed in production with DATABASE_URL; the same 32 bytes or more on every node",
    );
  }
  return problems;
}
