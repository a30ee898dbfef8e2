import { expect, test } from "bun:test";
import { pickLocale } from "./locale.ts";

test("the first language on the list that exists wins, whatever its region or case", () => {
  expect(pickLocale(["fr-CA", "en"])).toBe("fr");
  expect(pickLocale(["sv", "ES-419"])).toBe("es");
  expect(pickLocale(["en-GB", "fr"])).toBe("en");
  expect(pickLocale(["de-AT", "en"])).toBe("de");
});

test("English stands in where none exists", () => {
  for (const none of [[], ["sv", "fi"], [""], ["-"], ["french"], ["fr_FR"]])
    expect(pickLocale(none)).toBe("en");
});
