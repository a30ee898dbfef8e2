import { expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

test.each([
  ["convert 5 miles to km", "5 mi = **8.04672 km**"],
  ["5'11\" in cm", "5 ft 11 in = **180.34 cm**"],
  ["how many feet in a mile", "1 mi = **5,280 ft**"],
  ["20 °C in °F", "20 °C = **68 °F**"],
  ["-40F to C", "−40 °F = **−40 °C**"],
  ["60 mph in km/h", "60 mph = **96.56064 km/h**"],
  ["100 acres to hectares", "100 ac ≈ **40.468564 ha**"],
  ["3,5 kg en livres", "3,5 kg ≈ **7,7161792 lb**"],
  ["combien de minutes dans 3 jours ?", "3 d = **4\u202f320 min**"],
  ["convertis 20 degrés en fahrenheit", "20 °C = **68 °F**"],
  ["cuántos kilómetros son 5 millas", "5 mi = **8,04672 km**"],
  ["cuántas onzas hay en una libra", "1 lb = **16 oz**"],
])("%s", async (text, reply) => {
  expect(await ask(text)).toBe(reply);
});

test("a follow-up changes the unit or the amount", async () => {
  expect(await ask(["convert 5 miles to km", "and in feet?"])).toBe("5 mi = **26,400 ft**");
  expect(await ask(["5 milles en km", "et en pieds ?"])).toContain("ft**");
  expect(await ask(["70 kg to pounds", "and 80 kg?"])).toBe("80 kg ≈ **176.36981 lb**");
});

test("money is refused, for there are no rates", async () => {
  for (const text of ["100 euros in dollars", "$50 in euros", "convert 3 bitcoin to usd"]) {
    expect(await ask(text)).toContain("exchange rates");
  }
  expect(await ask("100 euros en livres", { locale: "fr" })).toContain("taux de change");
});

test("different measures are told apart", async () => {
  expect(await ask("5 kg in km")).toBe(
    "kg and km measure different things, so one cannot be converted to the other.",
  );
});
