import { expect, test } from "bun:test";
import { archiveOf, ask } from "../testing/ask-offline.ts";

const text = `Solar power is growing quickly in many countries. Prices of solar panels fell by ninety percent in ten years.
Many countries now build more solar power than coal power. My cat is called Tom. Batteries keep solar power for the evening.
Critics say that solar panels need much land. Countries with much sun build the most solar panels.`;

const threads = archiveOf([
  {
    userId: "user_1",
    threadId: "cthr_solar",
    title: "Panels",
    messages: [{ role: "user", text, createdAt: new Date("2026-10-01T10:00:00Z") }],
  },
]);

test.each([`Summarise: ${text}`, `summarize this text:\n\n${text}`, `TL;DR\n${text}`])(
  "a pasted text is shortened: %#",
  async (said) => {
    const reply = await ask(said);
    expect(reply).toStartWith("**Summary of the text**");
    expect(reply).toContain("3 of 7 sentences");
    expect(reply).toContain("I do not understand");
    expect(reply).not.toContain("Tom");
  },
);

test("answers in the language of the command, not of the pasted text", async () => {
  expect(await ask(`Résume ce texte : ${text}`)).toStartWith("**Résumé du texte**");
  expect(await ask(`Resume este texto: ${text}`)).toStartWith("**Resumen del texto**");
});

test("this conversation is counted, listed and shortened", async () => {
  const reply = await ask(["hello", `Read this: ${text}`, "summarise this conversation"]);
  expect(reply).toContain("2 messages from you and 2 replies");
  expect(reply).toContain("- hello");
  expect(reply).toContain("**Key sentences**");
});

test("an empty conversation has nothing to summarise", async () => {
  expect(await ask("summarise this conversation")).toContain("nothing to summarise yet");
});

test("another thread is found by its subject, or as the last one, and linked", async () => {
  for (const said of [
    "summarise my chat about solar panels",
    "summarise my last conversation",
    "résume ma conversation sur solar",
  ]) {
    const reply = await ask(said, { threads });
    expect(reply).toContain("[Panels](/t/cthr_solar)");
    expect(reply).toContain("- Solar power is growing quickly");
  }
  expect(await ask("summarise my chat about walruses", { threads })).toContain("found nothing");
});
