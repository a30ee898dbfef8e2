import { z } from "zod";

/** Longest address, in characters. */
const longest = 500;

/**
 * The address of a model server, over HTTP or HTTPS. It may have a query; a fragment never reaches a
 * server.
 */
export const serverAddressSchema = z
  .string()
  .trim()
  .max(longest, `has to be at most ${longest} characters long`)
  .refine(
    (value) => {
      const parsed = URL.parse(value);
      return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname !== "";
    },
    { error: "has to be a URL that starts with http:// or https://", abort: true },
  )
  .refine((value) => URL.parse(value)?.hash === "", "has to be a URL without a fragment (#…)");
