import { expect, test } from "bun:test";
import { connectionIdSchema, connectionKinds } from "../../../shared/connections.ts";
import { serverAddressSchema } from "../../../shared/server-address.ts";
import { freeName, serviceOf, services } from "./services.ts";

test("every service has a name and an address that the server takes", () => {
  for (const { id, baseUrl } of services) {
    expect(connectionIdSchema.safeParse(id).success).toBe(true);
    if (baseUrl) expect(serverAddressSchema.safeParse(baseUrl).success).toBe(true);
  }
  expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
});

test("a stored connection is recognised, or is another server of its kind", () => {
  for (const service of services) expect(serviceOf(service)).toBe(service);
  for (const kind of connectionKinds)
    expect(serviceOf({ kind, baseUrl: "https://gateway.example/v1" }).kind).toBe(kind);
  const own = serviceOf({ kind: "openai-chat", baseUrl: "https://gateway.example/v1" });
  expect(own.name).toBeNull();
});

test("a name that is taken gets a number", () => {
  expect(freeName("ollama", new Set())).toBe("ollama");
  expect(freeName("ollama", new Set(["ollama", "ollama-2"]))).toBe("ollama-3");
});
