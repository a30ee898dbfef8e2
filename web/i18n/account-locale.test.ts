import { expect, test } from "bun:test";
import type { User } from "../../shared/user.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import { preferencesToTell, rememberAccount } from "./account-locale.ts";

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
