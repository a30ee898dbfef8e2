import type { z } from "@hono/zod-openapi";

/** An answer in JSON, for the description of a route. */
export function inJson<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** An answer in plain text, for the description of a route. */
export function inText(description: string) {
  return { description, content: { "text/plain": { schema: { type: "string" as const } } } };
}

/** The same, or plain text where the server refuses before it knows the route. */
export function inJsonOrText<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { ...inJson(schema, "").content, ...inText("").content } };
}

/** The answer to a body that stops coming. */
export const bodyLate = inText("The body did not arrive in time.");

/** The answer to a request for another server. */
export const misdirected = inText("The `Host` header names another server.");

/** What is said of a `Host` header that is none. */
export const badHost = "The `Host` header is not valid.";

/** The answer to a body that is too large, or that nothing reads. */
export function bodyTooLarge(schema: z.ZodType) {
  return inJsonOrText(
    schema,
    "The body is larger than 1 MB, larger than 64 KB without a valid token, or nested deeper than 32 levels. As text: this method takes no body. Without a body: the length was announced as more than 1 MB.",
  );
}

/** The schema of any bytes: JSON schemas, such as those of OpenAPI 3.1, describe JSON only. */
export const anyBytes = {};

const seconds = { type: "integer" as const, minimum: 0 };
const text = { type: "string" as const };

/** The answer to a request whose URL and headers are too large; the HTTP server itself gives it. */
export const headTooLarge = {
  description: "The URL and the headers have more than 16 KB. Without a body.",
};

/** Headers of an answer that says when to call again. */
export const callAgain = {
  "Retry-After": { schema: seconds, description: "When to call again, in seconds from now." },
};

/** Headers of the refusal by a limit. */
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

/** Header of the answer to a method that the path does not have. */
export const allowed = {
  Allow: { schema: text, required: true, description: "The methods of this path.", example: "GET" },
};

/** Header of the answer to a call without valid credentials. */
export const challenge = {
  "WWW-Authenticate": { schema: text, description: "The scheme to use.", example: "Bearer" },
};
