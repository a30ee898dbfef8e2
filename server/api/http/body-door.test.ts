import { expect, test } from "bun:test";
import type { Viewer } from "../../people/auth/viewer.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { maxBodyBytes } from "../../../shared/limits.ts";
import { BodyDoor, maxStrangerBodyBytes } from "./body-door.ts";

// Clients of a few addresses whose bodies never end, as an attacker would have them.

const ann: Viewer = {
  userId: "user_ann",
  carrierId: "sess_ann",
  role: "user",
  scopes: null,
  chatSession: null,
};

/** A door, and a way to have bodies that do not end before it. */
function openDoor() {
  const fromToken = async (token: string) => (token === "good" ? ann : null);
  const door = new BodyDoor({ viewers: { fromToken }, metrics: createMetrics() });
  const begun: ReadableStreamDefaultController[] = [];
  const newRequest = (token: string | null, bytes: number, body: ReadableStream | string) =>
    new Request("http://localhost/trpc/messages.send", {
      method: "POST",
      headers: {
        "content-length": String(bytes),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
    });
  return {
    /** Begins so many bodies from an address. */
    async begin(
      address: string,
      token: string | null,
      { count, bytes }: Record<"count" | "bytes", number>,
    ) {
      for (let i = 0; i < count; i++) {
        const body = new ReadableStream({ start: (controller) => void begun.push(controller) });
        void door.take(newRequest(token, bytes, body), address);
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
    /** Why a short body from an address is not let in; null when it is. */
    async refusalOf(address: string, token: string | null): Promise<string | null> {
      using taken = await door.take(newRequest(token, 2, "{}"), address);
      return taken.refusal?.code ?? null;
    },
    [Symbol.dispose]() {
      for (const controller of begun) controller.error(new Error("gone"));
    },
  };
}

const strangers = { count: 128, bytes: maxStrangerBodyBytes };

test("unauthenticated callers of a few addresses do not lock others out", async () => {
  using door = openDoor();
  for (let i = 1; i <= 5; i++) await door.begin(`192.0.2.${i}`, null, strangers);
  expect(await door.refusalOf("192.0.2.1", null)).toBe("rate_limited");
  expect(await door.refusalOf("198.51.100.1", null)).toBeNull();
  expect(await door.refusalOf("198.51.100.1", "good")).toBeNull();
});

test("users of a few addresses do not lock others out", async () => {
  using door = openDoor();
  for (let i = 1; i <= 5; i++)
    await door.begin(`192.0.2.${i}`, "good", { count: 32, bytes: maxBodyBytes });
  expect(await door.refusalOf("192.0.2.1", "good")).toBe("rate_limited");
  expect(await door.refusalOf("198.51.100.1", "good")).toBeNull();
});

test("an invalid token takes no room from valid ones", async () => {
  using door = openDoor();
  await door.begin("192.0.2.1", "bad", { count: 600, bytes: maxStrangerBodyBytes });
  expect(await door.refusalOf("192.0.2.1", "bad")).toBe("rate_limited");
  expect(await door.refusalOf("192.0.2.1", "good")).toBeNull();
});

test("the networks of one IPv6 site are not an address each", async () => {
  using door = openDoor();
  for (let i = 1; i <= 600; i++)
    await door.begin(`2001:db8:1:${i.toString(16)}::1`, null, { ...strangers, count: 1 });
  expect(await door.refusalOf("2001:db8:1:ffff::1", null)).toBe("rate_limited");
  expect(await door.refusalOf("2001:db8:2::1", null)).toBeNull();
});
