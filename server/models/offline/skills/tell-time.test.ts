import { expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

test.each([
  [
    "what time is it",
    "It is **19:42** where you are, on Monday 23 November 2026 (Europe/Paris, UTC+1).",
  ],
  [
    "what time is it in Tokyo?",
    "It is **03:42** in Tokyo, on Tuesday 24 November 2026 (Asia/Tokyo, UTC+9).",
  ],
  [
    "quelle heure est-il à Tokyo ?",
    "Il est **03:42** (Tokyo), le mardi 24 novembre 2026 (Asia/Tokyo, UTC+9).",
  ],
  [
    "¿Qué hora es en Ciudad de México?",
    "Hora en Ciudad de México: **12:42**, lunes 23 de noviembre de 2026 (America/Mexico_City, UTC−6).",
  ],
  ["what's the date", "Today is **Monday 23 November 2026**."],
  ["what day is it in Sydney", "In Sydney it is **Tuesday 24 November 2026**."],
  ["quel jour sommes-nous ?", "Nous sommes le **lundi 23 novembre 2026**."],
  ["¿qué día es hoy?", "Hoy es **lunes 23 de noviembre de 2026**."],
])("%s", async (text, reply) => {
  expect((await ask(text)).replaceAll(",", "")).toBe(reply.replaceAll(",", ""));
});

test("a follow-up asks for another place", async () => {
  expect(await ask(["what time is it in Tokyo?", "and in New York?"])).toStartWith(
    "It is **13:42** in New York",
  );
});

test.each([
  [
    "3pm in New York in Tokyo",
    "When it is 15:00 in New York (UTC−5), it is **05:00** in Tokyo (UTC+9) on the next day.",
  ],
  [
    "when it's 9am in Tokyo what time is it in New York?",
    "When it is 09:00 in Tokyo (UTC+9), it is **19:00** in New York (UTC−5) on the day before.",
  ],
  ["3pm in Tokyo", "When it is 15:00 in Tokyo (UTC+9), it is **07:00** where you are (UTC+1)."],
  [
    "15h30 à Paris à Tokyo",
    "Quand il est 15:30 à l'heure de Paris (UTC+1), il est **23:30** à l'heure de Tokyo (UTC+9).",
  ],
  [
    "las 3 de la tarde en Madrid en Tokio",
    "Cuando en Madrid el reloj marca las 15:00 (UTC+1), en Tokio marca las **23:00** (UTC+9).",
  ],
])("%s", async (text, reply) => {
  expect((await ask(text)).split("\n")[0]).toBe(reply);
});

test("daylight saving time counts on the day that is asked about", async () => {
  const gap = "time difference between New York and London";
  expect(await ask(gap, { now: "2026-03-20T12:00:00Z" })).toStartWith(
    "**London** is **4 hours ahead** of **New York**.",
  );
  expect(await ask(gap, { now: "2026-04-20T12:00:00Z" })).toStartWith(
    "**London** is **5 hours ahead** of **New York**.",
  );
});

test("an unknown place is named, as harmless text", async () => {
  expect(await ask("what time is it in Gotham City?")).toContain("“Gotham City”");
  expect(await ask("what time is it in x[a](javascript:b)")).not.toContain("[a](");
});

test("a zone that does not exist counts as UTC", async () => {
  expect(await ask("what time is it", { timeZone: "Nowhere/Land" })).toContain("**18:42**");
});

test("a sentence that merely mentions time is not a question about it", async () => {
  expect(await ask("write a poem about time")).toStartWith("I cannot answer that");
});
