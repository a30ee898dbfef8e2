import { expect, test } from "bun:test";
import { foldText } from "../language/plain-text.ts";
import { findPlaces } from "./find-places.ts";
import { placeTable } from "./place-table.ts";

test("every zone of the table exists, and every name in it is folded", () => {
  const known = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);
  expect(Object.keys(placeTable).filter((zone) => !known.has(zone))).toEqual([]);
  const names = Object.values(placeTable).flatMap((words) => words.split(","));
  expect(names.filter((name) => foldText(name) !== name)).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each([
  ["what time is it in Tokyo?", "Tokyo", "Asia/Tokyo"],
  ["quelle heure est-il à Paris", "Paris", "Europe/Paris"],
  ["qué hora es en Ciudad de México", "Ciudad de México", "America/Mexico_City"],
  ["time in new york city", "New York City", "America/New_York"],
  ["l'heure d'Istanbul", "Istanbul", "Europe/Istanbul"],
  [
    "time in America/Argentina/Buenos_Aires",
    "America/Argentina/Buenos_Aires",
    "America/Argentina/Buenos_Aires",
  ],
  ["time in são paulo", "São Paulo", "America/Sao_Paulo"],
])("%s names %s", (text, label, timeZone) => {
  expect(findPlaces(text)).toEqual([{ label, timeZone }]);
});

test("places come in the order of the text", () => {
  expect(findPlaces("3pm in New York in Tokyo").map((place) => place.label)).toEqual([
    "New York",
    "Tokyo",
  ]);
});

test("a sentence without places has none", () => {
  expect(findPlaces("the male nurse went to the center")).toEqual([]);
});
