import type { z } from "@hono/zod-openapi";

/** Describes a JSON response of a route. */
export function inJson<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** Describes a plain text response of a route. */
export function inText(description: string) {
  return { description, content: { "text/plain": { schema: { type: "string" as const } } } };
}

/** Describes a JSON response that is plain text when the server refuses before routing. */
export function inJsonOrText<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { ...inJson(schema, "").content, ...inText("").content } };
}

/** The response to a body that stopped arriving. */
export const bodyLate = inText("The body did not arrive in time.");

/** The response to a request whose `Host` is not this server. */
export const misdirected = inText("The `Host` header names another server.");

/** Description of an invalid `Host` header. */
export const badHost = "The `Host` header is not valid.";

/** The response to a body that is too large or not accepted. */
export function bodyTooLarge(schema: z.ZodType) {
  return inJsonOrText(
    schema,
    "The body is larger than 1 MB, larger than 64 KB without a valid token, or nested deeper than 32 levels. As text: this method takes no body. Without a body: the length was announced as more than 1 MB.",
  );
}

/**
 * The schema of arbitrary bytes: JSON schemas, such as those of OpenAPI 3.1, describe JSON only.
 */
export const anyBytes = {};

const seconds = { type: "integer" as const, minimum: 0 };
const text = { type: "string" as const };

/** The HTTP server's own response to a request whose URL and headers are too large. */
export const headTooLarge = {
  description: "The URL and the headers have more than 16 KB. Without a body.",
};

/** Headers of a response that tells when to retry. */
export const callAgain = {
  "Retry-After": { schema: seconds, description: "When to call again, in seconds from now." },
};

/** Headers of a rate limit's refusal. */
export const limited = {
  "Retry-After": { ...callAgain["Retry-After"], required: true },
  RateLimit: {
    schema: text,
    description: "The limit that was reached, what is left of it, and the seconds until its reset.",
    example: '"apiCalls";r=0;t=12',
  },
  "RateLimit-Policy": {
    schema: text,
    description: "The limit: how many calls (`q`) within how many seconds (`w`).",
    example: '"apiCalls";q=600;w=60',
  },
};

/** Header of the response to an unsupported method. */
export const allowed = {
  Allow: { schema: text, required: true, description: "The methods of this path.", example: "GET" },
};

/** Header of the response to a call without valid credentials. */
export const challenge = {
  "WWW-Authenticate": { schema: text, description: "The scheme to use.", example: "Bearer" },
};
