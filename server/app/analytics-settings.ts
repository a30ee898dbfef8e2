import { z } from "zod";
import type { AnalyticsReceiver } from "../analytics/post-delivery.ts";
import { oneOf, url, wholeNumber } from "./config-values.ts";
import { type ModelPrices, modelPrices } from "../analytics/model-prices.ts";

/** The operator's analytics settings. */
export interface AnalyticsConfig {
  /** Null turns delivery off; figures are kept all the same. */
  receiver: AnalyticsReceiver | null;
  /** Empty when costs are not shown. */
  prices: ModelPrices;
  /** Whether admins see usage by person. */
  byPerson: boolean;
}

/** Ten years. */
const mostDays = 3_650;

const variables = {
  ANALYTICS_URL: url(["http:", "https:"]).optional(),
  ANALYTICS_SECRET: z
    .string()
    .trim()
    .refine(
      isWebhookSecret,
      "has to be whsec_ and 24 to 64 bytes in base64, as by: echo whsec_$(openssl rand -base64 32)",
    )
    .optional(),
  // A batch is retried for a day, from the stored events.
  ANALYTICS_RETENTION_DAYS: wholeNumber(2, mostDays).default(365),
  ANALYTICS_BY_PERSON: oneOf(["on", "off"]).default("on"),
  MODEL_PRICES: modelPrices().default(new Map()),
};

type Variables = z.infer<z.ZodObject<typeof variables>>;

function isWebhookSecret(value: string): boolean {
  const [, base64 = ""] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? [];
  const { length } = Buffer.from(base64, "base64");
  return length >= 24 && length <= 64;
}

function missing(set: Readonly<Record<string, string | undefined>>): string[] {
  if (set["ANALYTICS_URL"] && !set["ANALYTICS_SECRET"])
    return ["ANALYTICS_SECRET: needed with ANALYTICS_URL; what deliveries are signed with"];
  if (set["ANALYTICS_SECRET"] && !set["ANALYTICS_URL"])
    return ["ANALYTICS_SECRET: means nothing without ANALYTICS_URL"];
  return [];
}

function toConfig(read: Variables): AnalyticsConfig {
  const { ANALYTICS_URL: address, ANALYTICS_SECRET: secret } = read;
  return {
    receiver: address !== undefined && secret !== undefined ? { url: address, secret } : null,
    prices: read.MODEL_PRICES,
    byPerson: read.ANALYTICS_BY_PERSON === "on",
  };
}

/** How the analytics settings are read. */
export const analyticsSettings = {
  /** The environment variables. */
  variables,
  /** Settings that lack another they need, each as `NAME: problem`. */
  missing,
  read: toConfig,
};
