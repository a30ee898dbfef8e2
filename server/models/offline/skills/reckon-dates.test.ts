import { expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

test.each([
  ["how many days until Christmas", "**32 days**"],
  ["days between 2026-01-01 and 2026-12-31", "**364 days**"],
  [
    "how many days since 14 July 1789",
    "**86,694 days** (12,384 weeks, 6 days; 237 years, 4 months, 9 days)",
  ],
  ["combien de jours avant Noël ?", "**32 jours**"],
  [
    "combien de jours entre le 1er mai 2026 et le 3 juin 2026",
    "Du vendredi 1er mai 2026 au mercredi 3 juin 2026",
  ],
  ["cuántos días faltan para Navidad", "**32 días**"],
  ["what is the date in 90 days", "90 days from today: **Sunday 21 February 2027**."],
  ["90 days ago", "90 days ago: **Tuesday 25 August 2026**."],
  ["3 weeks after 1 March 2026", "3 weeks after Sunday 1 March 2026: **Sunday 22 March 2026**."],
  ["quelle date serons-nous dans 90 jours", "le **dimanche 21 février 2027**"],
  ["qué fecha será dentro de 90 días", "**domingo 21 de febrero de 2027**"],
  ["what weekday was 14 July 1789", "14 July 1789 was a **Tuesday**."],
  ["quel jour était le 14 juillet 1789 ?", "Le 14 juillet 1789 était un **mardi**."],
  ["¿qué día de la semana fue el 14 de julio de 1789?", "El 14 de julio de 1789 fue **martes**."],
  ["when is christmas", "25 December 2026 is a **Friday**."],
  ["week number", "**week 48** of 2026"],
  ["week number of 2027-01-01", "**week 53** of 2026"],
  ["quel est le numéro de la semaine ?", "**semaine 48**"],
  ["¿qué semana es?", "**semana 48**"],
  ["what is the date in 9999999 years", "further away than I can count"],
  ["what weekday was 12 October 1492", "Gregorian"],
])("%s", async (text, part) => {
  expect((await ask(text)).replaceAll(/day, (?=\d)/g, "day ")).toContain(part);
});

test("today is the person's, not the server's", async () => {
  const late = { now: "2026-12-24T23:30:00Z" };
  expect(await ask("how many days until 25 December 2026", { ...late, timeZone: "UTC" })).toContain(
    "**1 day**",
  );
  expect(
    await ask("how many days until 25 December 2026", { ...late, timeZone: "Europe/Paris" }),
  ).toContain("**0 days**");
});

test("a remark with a duration in it is not a question about dates", async () => {
  expect(await ask("I went to Paris in 3 days")).toStartWith("I cannot answer that");
});
