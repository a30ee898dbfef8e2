import { expect, test } from "bun:test";
import type { User } from "../../shared/user.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import { languageOf, preferencesToTell, rememberAccount } from "./account-locale.ts";

const memoryStorage = () => createSafeStorage(null);
const user = (isGuest: boolean): User => ({
  id: "user_1",
  role: "user",
  isGuest,
  email: null,
  locale: "en",
  timeZone: "UTC",
});

test("a guest's language is this browser's", () => {
  const storage = memoryStorage();
  expect(preferencesToTell(storage, "fr", false).locale).toBe("fr");
  rememberAccount(storage, user(true));
  expect(preferencesToTell(storage, "fr", false).locale).toBe("fr");
});

test("a registered person's language is told only when they chose it here", () => {
  const storage = memoryStorage();
  rememberAccount(storage, user(false));
  expect(preferencesToTell(storage, "fr", false).locale).toBeUndefined();
  expect(preferencesToTell(storage, "fr", true).locale).toBe("fr");
});

test("a new language is told with the core one that stands in for it", () => {
  const told = preferencesToTell(memoryStorage(), "de", true);
  expect(told).toMatchObject({ locale: "en", language: "de" });
});

test("a server that does not know the language leaves it as it is; another choice counts", () => {
  expect(languageOf(user(false), "de")).toBe("de");
  expect(languageOf({ ...user(false), locale: "fr" }, "de")).toBe("fr");
  expect(languageOf({ ...user(false), language: "ar" }, "de")).toBe("ar");
  expect(languageOf({ ...user(false), locale: "es", language: "xx" }, "de")).toBe("es");
});
