import { z } from "zod";

/** How many node processes one start runs on the port; `auto` is one for each core. */
export type Processes = number | "auto";

/** More processes than this are better spread over machines. */
export const mostProcesses = 64;

/** `CHATKIT_PROCESSES`. */
export function processes() {
  const message = `has to be auto or a whole number from 1 to ${mostProcesses}`;
  return z
    .string()
    .trim()
    .regex(/^(?:auto|\d{1,3})$/, message)
    .transform((value): Processes => (value === "auto" ? value : Number(value)))
    .refine((value) => value === "auto" || (value >= 1 && value <= mostProcesses), message);
}
