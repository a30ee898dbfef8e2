import { expectedText } from "../testing/mock-provider/choose-scenario.ts";
import { forgetFailures } from "../testing/server/circuits-of.ts";
import { expect } from "./journey/expect.ts";
import { replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

/** Timeouts for a stalled model server, in milliseconds: short, for this file alone. */
const journey = defineJourneys(import.meta.path, {
  env: { CHATKIT_FIRST_BYTE_TIMEOUT_MS: "2000", CHATKIT_IDLE_TIMEOUT_MS: "2000" },
});

interface Failure {
  /** What the model server does, as a directive. */
  scenario: string;
  sentence: string;
  /** The text of the reply that is kept. */
  kept?: string;
}

const failures: Failure[] = [
  { scenario: "401", sentence: "The model server rejected this server’s API key." },
  {
    scenario: "unknown-model",
    sentence: "The model server doesn’t have the configured model.",
  },
  {
    scenario: "429 after=seconds in=600",
    sentence: "The model is busy right now. You can retry in 10 minutes.",
  },
  {
    scenario: "context-length",
    sentence: "This message is too long for the model.",
  },
  { scenario: "500", sentence: "The model server had an error." },
  { scenario: "stall", sentence: "The model server took too long to answer." },
  {
    scenario: "stall-middle tokens=4",
    sentence: "The model server took too long to answer.",
    kept: expectedText("stall-middle tokens=4"),
  },
  {
    scenario: "cut-rst tokens=6",
    sentence: "The connection to the model server was lost before the reply was complete.",
    kept: expectedText("cut-rst tokens=6"),
  },
  {
    scenario: "cut-close-delimited tokens=6",
    sentence: "The connection to the model server was lost before the reply was complete.",
    kept: expectedText("cut-close-delimited tokens=6"),
  },
  { scenario: "nonsense", sentence: "The model server sent an unreadable answer." },
];

for (const { scenario, sentence, kept = "" } of failures) {
  journey(
    `${scenario}: says what is wrong, and Retry works`,
    async ({ page, mock, sql, server }) => {
      mock.setScenario(scenario);
      await enter(page);
      await say(page, "Try this.");
      await expectEnd(page, "failed");
      await expect(replies(page).getByText(sentence)).toBeVisible();
      if (kept === "") await expect(wordsOf(replies(page))).toHaveCount(0);
      else await expect(wordsOf(replies(page))).toHaveText(kept.trim());
      await expectScreenEqualsStored(page, sql);

      mock.setScenario("echo");
      await forgetFailures(sql, [{ metricsOrigin: server.origin }]);
      await replies(page).getByRole("button", { name: "Retry" }).click();
      await expectEnd(page, "completed");
      await expect(wordsOf(replies(page))).toHaveText("Try this.");
      await expect(page.getByText(sentence)).toHaveCount(0);
      await expect(page.getByText("Version 2 of 2")).toBeAttached();
      await expectScreenEqualsStored(page, sql, { plain: true });
    },
  );
}

journey("a temporary failure is not shown", async ({ page, mock, sql }) => {
  mock.setScenario("429 times=1 after=seconds in=1");
  await enter(page);
  const before = replyCount(mock);
  await say(page, "Try this.");
  await expectEnd(page, "completed");
  await expect(page.getByRole("button", { name: "Retry" })).toHaveCount(0);
  expect(replyCount(mock)).toBe(before + 2);
  await expectScreenEqualsStored(page, sql);
});
