import { afterAll, beforeEach, expect, test } from "bun:test";
import { createTRPCUntypedClient } from "@trpc/client";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { httpLink } from "./http-link.ts";
import { toRequestError } from "./request-error.ts";

const asked: Record<string, string | null>[] = [];
const refusal = { message: "No.", code: -32_603, data: { appCode: "conflict" } };
const isHeld = Promise.withResolvers<AbortSignal>();
const server = Bun.serve({
  port: 0,
  async fetch(request) {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const [type, token] = [headers.get("content-type"), headers.get("authorization")];
    asked.push({ to: method + pathname + search, body: await request.text(), type, token });
    if (pathname === "/trpc/refuse") return Response.json({ error: refusal }, { status: 409 });
    if (pathname === "/trpc/proxy") return new Response("<html>", { status: 502 });
    if (pathname !== "/trpc/hold") return Response.json({ result: { data: { fine: true } } });
    isHeld.resolve(request.signal);
    return new Promise<Response>(() => {});
  },
});
afterAll(() => server.stop(true));
beforeEach(() => asked.splice(0));

const api = createTRPCUntypedClient<AppRouter>({
  links: [
    httpLink({
      url: `http://127.0.0.1:${server.port}/trpc`,
      fetch,
      headers: async ({ path }) => ({ authorization: `for ${path}` }),
    }),
  ],
});

test("a query is an address, a mutation has a body, and each has its headers", async () => {
  expect(await api.query("a.b", { word: "é&" })).toEqual({ fine: true });
  expect(await api.query("a.c")).toEqual({ fine: true });
  expect(await api.mutation("a.d", { word: "é&" })).toEqual({ fine: true });
  expect(await api.mutation("a.e")).toEqual({ fine: true });
  const json = "application/json";
  expect(asked).toEqual([
    {
      to: "GET/trpc/a.b?input=%7B%22word%22%3A%22%C3%A9%26%22%7D",
      body: "",
      type: null,
      token: "for a.b",
    },
    { to: "GET/trpc/a.c", body: "", type: null, token: "for a.c" },
    { to: "POST/trpc/a.d", body: `{"word":"é&"}`, type: json, token: "for a.d" },
    { to: "POST/trpc/a.e", body: "", type: json, token: "for a.e" },
  ]);
});

test("a refusal keeps the server's data; an answer of another server is an outage", async () => {
  const errorOf = (path: string) =>
    api.mutation(path).then(
      () => null,
      (error: unknown) => toRequestError(error),
    );
  expect(await errorOf("refuse")).toMatchObject({ code: "conflict", message: "No." });
  expect(await errorOf("proxy")).toMatchObject({ code: "unavailable" });
});

test("a call that is called off ends the request", async () => {
  const canceller = new AbortController();
  const call = api.query("hold", undefined, { signal: canceller.signal });
  const atServer = await isHeld.promise;
  const isOff = new Promise((resolve) => atServer.addEventListener("abort", resolve));
  canceller.abort();
  expect(call).rejects.toThrow();
  await isOff;
});
