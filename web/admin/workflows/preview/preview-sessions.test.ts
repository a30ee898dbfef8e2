import { expect, test } from "bun:test";
import type { StateVariables } from "../../../../shared/chat-session.ts";
import { createPreviewSessions } from "./preview-sessions.ts";

/** Sessions from a server that numbers its secrets, and a clock. */
function open() {
  const asked: StateVariables[] = [];
  const clock = { now: 0, isAway: false };
  const sessions = createPreviewSessions(
    async (variables) => {
      asked.push(variables);
      if (clock.isAway) throw new Error("away");
      return {
        id: "cksess_1",
        clientSecret: `ek_${asked.length}`,
        workflowId: "wf_x",
        expiresAt: "",
        maxRequestsPerMinute: 10,
      };
    },
    () => clock.now,
  );
  return { sessions, asked, clock };
}

test("one secret serves until shortly before it runs out", async () => {
  const { sessions, clock, asked } = open();
  expect(await Promise.all([sessions.secret(), sessions.secret()])).toEqual(["ek_1", "ek_1"]);
  clock.now = 8 * 60_000;
  expect(await sessions.secret()).toBe("ek_1");
  clock.now = 9 * 60_000;
  expect(await sessions.secret()).toBe("ek_2");
  expect(asked).toHaveLength(2);
});

test("other state variables need another secret, the same ones do not", async () => {
  const { sessions, asked, clock } = open();
  await sessions.secret();
  expect(sessions.use({ plan: "pro" })).toBe(true);
  expect(await sessions.secret()).toBe("ek_2");
  expect(sessions.use({ plan: "pro" })).toBe(false);
  expect(asked).toEqual([{}, { plan: "pro" }]);
  clock.now = 9 * 60_000;
  expect(sessions.use({ plan: "pro" })).toBe(true);
  expect(sessions.use({ plan: "pro" })).toBe(false);
});

test("a refusal is told, and the next caller asks again", async () => {
  const { sessions, clock } = open();
  clock.isAway = true;
  expect(sessions.secret()).rejects.toThrow("away");
  await Promise.resolve();
  clock.isAway = false;
  expect(await sessions.secret().catch(() => sessions.secret())).toBe("ek_2");
});

test("one that is no good any more is replaced", async () => {
  const { sessions } = open();
  await sessions.secret();
  sessions.drop();
  expect(await sessions.secret()).toBe("ek_2");
});
