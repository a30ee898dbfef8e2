import { isIP } from "node:net";
import { z } from "zod";
import { workflowIdSchema } from "../../shared/id-schemas.ts";
import { isAddressRange } from "../platform/address-range.ts";

/** Schemas of single settings, each with a message for a wrong value. */

/** @param max inclusive */
export function wholeNumber(min: number, max: number) {
  const message = `has to be a whole number from ${min} to ${max}`;
  return z
    .string()
    .trim()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** One of these words. */
export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, `has to be one of ${values.join(", ")}`);
}

/**
 * An address with one of these protocols, such as `http:`.
 *
 * @param hint what to look at as well, for the message; empty for nothing
 */
export function url(protocols: readonly string[], hint = "") {
  const starts = protocols.map((protocol) => `${protocol}//`).join(" or ");
  return z
    .string()
    .trim()
    .refine(
      (value) => {
        const parsed = URL.parse(value);
        return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== "";
      },
      { error: `has to be a URL that starts with ${starts}${hint}`, abort: true },
    );
}

/** An IP address or host name to listen on. */
export function host() {
  return z
    .string()
    .trim()
    .refine(
      (value) => isIP(value) !== 0 || /^[a-z\d_]([\w.-]{0,251}[a-z\d])?$/i.test(value),
      "has to be the name or the IP address of this machine to listen at",
    );
}

/**
 * A URL without a path, as an origin.
 *
 * @param elsewhere where a path is set, for the message; empty where there is none
 */
export function origin(elsewhere = "") {
  return url(["http:", "https:"])
    .refine(
      (value) => URL.parse(value)?.pathname === "/",
      `has to be a URL without a path${elsewhere}`,
    )
    .transform((value) => new URL(value).origin);
}

/** A secret that is sent in a header. */
export function bearerToken() {
  return z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, "has to be printable ASCII without spaces");
}

/** A signing secret, long enough for HS256 (RFC 7518, section 3.2). */
export function signingSecret() {
  return z
    .string()
    .refine((value) => Buffer.byteLength(value) >= 32, "has to be at least 32 bytes long");
}

/** The id of a workflow. */
export function workflowId() {
  return z
    .string()
    .refine(
      (id) => workflowIdSchema.safeParse(id).success,
      "has to be wf_ and up to 64 letters, digits, _ or -",
    );
}

/** Comma-separated addresses and ranges. */
export function addressRanges() {
  return list().refine(
    (items) => items.every(isAddressRange),
    "has to be a list of addresses and ranges, such as 10.0.0.0/8, with commas between them",
  );
}

/** Comma-separated items. */
export function list() {
  return z.string().transform((text) => text.split(",").map((item) => item.trim()));
}

/**
 * A number for all, a number for each name, or both: `8192, llama3.2=32768`.
 *
 * @param min smallest number
 * @param max inclusive
 */
export function numbersByName(min: number, max: number) {
  const message = `has to be a whole number from ${min} to ${max}, or a list of names and numbers such as llama3.2=8192, with commas between them`;
  return list().transform((items, context) => {
    const ofModels = new Map<string, number>();
    let ofAll: number | null = null;
    for (const item of items) {
      const at = item.lastIndexOf("=");
      const name = item.slice(0, Math.max(0, at)).trim();
      const digits = item.slice(at + 1).trim();
      const value = /^\d{1,15}$/.test(digits) ? Number(digits) : -1;
      if (value < min || value > max || (at !== -1 && name === "")) context.addIssue(message);
      else if (at === -1) ofAll = value;
      else ofModels.set(name, value);
    }
    return { ofAll, ofModels };
  });
}

/** An e-mail address, optionally with a name. */
export function mailAddress() {
  return z
    .string()
    .trim()
    .regex(
      /^([^<>\r\n"]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "has to be an address, or a name and an address such as ChatKit <chat@example.org>",
    );
}
