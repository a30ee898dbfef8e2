import type { OfferedModel } from "../../shared/model.ts";
import { RequestError } from "../platform/errors.ts";
import type { ModelPrices } from "./model-prices.ts";

/** Where prices come from. */
export interface PriceSources {
  /** Those of `MODEL_PRICES`, which override the catalog's. */
  prices: ModelPrices;
  /** The models of all connections. @throws RequestError `unavailable` */
  listModels: () => Promise<readonly Pick<OfferedModel, "name" | "price">[]>;
}

/** Milliseconds. The figures do not wait longer for a slow server's list; the next read has it. */
const longestWaitMs = 1_000;

/** Today's price of each model, by its full name. Without any list, those of the setting. */
export async function readPrices({ prices, listModels }: PriceSources): Promise<ModelPrices> {
  const late = Promise.withResolvers<readonly []>();
  const timer = setTimeout(() => late.resolve([]), longestWaitMs);
  const models = await Promise.race([listIfAvailable(listModels), late.promise]);
  clearTimeout(timer);
  const listed = models.flatMap(({ name, price }) => (price ? [[name, price] as const] : []));
  return new Map([...listed, ...prices]);
}

async function listIfAvailable(
  list: PriceSources["listModels"],
): ReturnType<PriceSources["listModels"]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof RequestError && error.code === "unavailable") return [];
    throw error;
  }
}
