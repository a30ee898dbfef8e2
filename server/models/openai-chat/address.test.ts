import { describe, expect, test } from "bun:test";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { collect, providerAt, replyTo } from "./testing/call-mock.ts";

describe("the address", () => {
  test("keeps its query behind the path", async () => {
    await using own = await startMockProvider();
    const provider = providerAt(own, { baseUrl: `${own.url}/?api-version=2024-10-21` });
    expect((await collect(provider, replyTo("hi"))).text).toBe("hi");
    expect(await provider.listModels(new AbortController().signal)).toEqual([{ name: "mock" }]);
    expect(own.requests.map(({ path }) => path)).toEqual([
      "/v1/chat/completions?api-version=2024-10-21",
      "/v1/models?api-version=2024-10-21",
    ]);
  });

  test("may lack /v1: that is tried once and remembered", async () => {
    await using own = await startMockProvider();
    const provider = providerAt(own, { baseUrl: own.url.replace(/\/v1$/, "") });
    for (const text of ["one", "two"])
      expect((await collect(provider, replyTo(text))).text).toBe(text);
    expect(own.requests.map(({ path }) => path)).toEqual([
      "/chat/completions",
      "/v1/chat/completions",
      "/v1/chat/completions",
    ]);
  });

  test("may lack /v1 at a server that answers 200 to what it does not know, as LM Studio does", async () => {
    const error = "Unexpected endpoint or method. (POST /chat/completions). Returning 200 anyway";
    const pages = { "POST /chat/completions": { body: { error } } };
    await using own = await startMockProvider({ pages });
    const provider = providerAt(own, { baseUrl: own.url.replace(/\/v1$/, "") });
    for (const text of ["one", "two"])
      expect((await collect(provider, replyTo(text))).text).toBe(text);
    expect(own.requests).toHaveLength(3);
  });

  test.each([
    ["shows a page", { status: 200, body: "<!doctype html><title>Hi</title>", type: "text/html" }],
    ["does not allow it", { status: 405, body: { detail: "Method Not Allowed" } }],
    ["sends elsewhere", { status: 308, body: "" }],
  ])("may lack /v1 at a server that %s there", async (_name, page) => {
    const pages = { "POST /chat/completions": page };
    await using own = await startMockProvider({ pages });
    const provider = providerAt(own, { baseUrl: own.url.replace(/\/v1$/, "") });
    for (const text of ["one", "two"])
      expect((await collect(provider, replyTo(text))).text).toBe(text);
    expect(own.requests).toHaveLength(3);
  });

  test("may lack /v1 at a server with a page where its models should be", async () => {
    const page = { status: 200, body: "<!doctype html>", type: "text/html" };
    await using own = await startMockProvider({ pages: { "GET /models": page } });
    const provider = providerAt(own, { baseUrl: own.url.replace(/\/v1$/, "") });
    expect(await provider.listModels(new AbortController().signal)).toEqual([{ name: "mock" }]);
  });

  test.each(["/chat/completions", "/chat/completions/", "/chat/completions?a=b"])(
    "may be the whole address of the endpoint (%s)",
    async (rest) => {
      await using own = await startMockProvider();
      const provider = providerAt(own, { baseUrl: own.url + rest });
      expect((await collect(provider, replyTo("hi"))).text).toBe("hi");
      expect(own.requests.map(({ path }) => path)).toEqual([
        `/v1/chat/completions${rest.includes("?") ? "?a=b" : ""}`,
      ]);
      expect(await provider.listModels(new AbortController().signal)).toEqual([{ name: "mock" }]);
    },
  );

  test("without a chat API is said to be wrong, and asked once", async () => {
    await using own = await startMockProvider();
    const provider = providerAt(own, { baseUrl: `${own.url}/v1beta1` });
    expect((await collect(provider, replyTo("hi"))).code).toBe("provider_wrong_address");
    expect(own.requests).toHaveLength(1);
  });

  test("of a server that knows the path but not the model stays as it is", async () => {
    await using own = await startMockProvider({ scenario: "unknown-model" });
    expect((await collect(providerAt(own), replyTo("hi"))).code).toBe("provider_unknown_model");
    expect(own.requests).toHaveLength(1);
  });
});
