import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { expect, test } from "bun:test";
import { DrizzleQueryError } from "drizzle-orm/errors";
import postgres from "postgres";
import { z } from "zod";
import { requestErrorCodes } from "../../../shared/errors.ts";
import { RequestError } from "../../platform/errors.ts";
import { freePort } from "../../platform/free-port.ts";
import { toRequestError, toTrpcError } from "./map-error.ts";

// OWASP ASVS 5.0, 16.5: errors tell the caller nothing about the inside.

/** As tRPC and drizzle wrap what a statement throws. */
function wrapped(cause: Error): TRPCError {
  const query = new DrizzleQueryError("select secret from t where id = $1", ["row value"], cause);
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: query });
}

const withCode = (code: string) => Object.assign(new Error("secret inside"), { code });

test("a refusal keeps its code, words and time, however deep it is wrapped", () => {
  const refusal = new RequestError("rate_limited", "Slow down.", { retryAfterMs: 7 });
  for (const error of [refusal, wrapped(refusal), toTrpcError(toTrpcError(refusal))])
    expect(toRequestError(error)).toBe(refusal);
});

test("each code has an HTTP status of its kind", () => {
  const statuses = requestErrorCodes.map((code) =>
    getHTTPStatusCodeFromError(toTrpcError(new RequestError(code, ""))),
  );
  expect(statuses).toEqual([
    401, 403, 404, 400, 409, 403, 400, 400, 403, 403, 429, 413, 413, 503, 500,
  ]);
});

test("a database that is away is `unavailable` and says when to try again", () => {
  const away = [
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "CONNECT_TIMEOUT",
    "CONNECTION_CLOSED",
    "CONNECTION_ENDED",
    "CONNECTION_DESTROYED",
    "08006",
    "08P01",
    "57P01",
    "57P02",
    "57P03",
    "53300",
    "53100",
    "40001",
    "40P01",
    "57014",
    "25006",
  ];
  for (const code of away) {
    const error = toRequestError(wrapped(withCode(code)));
    expect([code, error.code, error.retryAfterMs]).toEqual([code, "unavailable", 1_000]);
    expect(error.message).not.toContain("secret");
  }
});

test("a database that refuses connections is `unavailable`, with the driver's real error", async () => {
  const sql = postgres(`postgres://127.0.0.1:${freePort()}/x`, { connect_timeout: 1 });
  const error: unknown = await sql`select 1`.catch((cause: unknown) => cause);
  expect(toRequestError(error).code).toBe("unavailable");
  await sql.end();
});

test("an unexpected error is `internal`, with a fixed message", () => {
  const unforeseen = [
    new Error("secret inside"),
    new TypeError("secret inside"),
    withCode("23505"),
    withCode("22P02"),
    withCode("42P01"),
    wrapped(withCode("22021")),
    wrapped(new Error("secret inside")),
    "secret inside",
    null,
    undefined,
    { code: "ECONNREFUSED" },
  ];
  for (const error of unforeseen) {
    const mapped = toTrpcError(error);
    expect(mapped.code).toBe("INTERNAL_SERVER_ERROR");
    expect(mapped.message).toBe("Something went wrong on the server.");
  }
});

test("input that fits no schema names its fields, never their values", async () => {
  const schema = z.object({ text: z.string().max(3), list: z.array(z.object({ id: z.number() })) });
  const cause: unknown = await schema
    .parseAsync({ text: "secret", list: [{ id: "secret" }] })
    .catch((error: unknown) => error);
  const error = toRequestError(new TRPCError({ code: "BAD_REQUEST", cause }));
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain("text: ");
  expect(error.message).toContain("list.0.id: ");
  expect(error.message).not.toContain("secret");
});

test("data of the server's own that fits no schema is its fault, not the caller's", () => {
  const { error } = z.object({ a: z.string() }).safeParse({});
  expect(toRequestError(error).code).toBe("internal");
  expect(toRequestError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error })).code).toBe(
    "internal",
  );
});

test("tRPC's own refusals keep their kind", () => {
  const kinds = [
    ["NOT_FOUND", "not_found"],
    ["PARSE_ERROR", "invalid_input"],
    ["BAD_REQUEST", "invalid_input"],
    ["METHOD_NOT_SUPPORTED", "invalid_input"],
    ["UNSUPPORTED_MEDIA_TYPE", "invalid_input"],
    ["PAYLOAD_TOO_LARGE", "too_large"],
    ["UNAUTHORIZED", "unauthenticated"],
  ] as const;
  for (const [code, expected] of kinds)
    expect(toRequestError(new TRPCError({ code, message: "m" })).code).toBe(expected);
});

test("a refusal stays short, whatever keys the caller has made up", () => {
  const long = "k".repeat(20_000);
  const inputs = [{ [long]: 1 }, { headers: { [long]: 1 } }, { headers: { "": long } }];
  const schema = z.strictObject({ headers: z.record(z.string(), z.string().max(5)).optional() });
  for (const input of inputs) {
    const cause = schema.safeParse(input).error;
    const { code, message, fields } = toRequestError(new TRPCError({ code: "BAD_REQUEST", cause }));
    expect(code).toBe("invalid_input");
    expect(message.length).toBeLessThan(400);
    expect(JSON.stringify(fields).length).toBeLessThan(400);
  }
});
