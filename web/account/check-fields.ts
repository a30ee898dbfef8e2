import {
  maxApiKeyNameLength,
  maxEmailLength,
  maxPasswordLength,
  minPasswordLength,
} from "../../shared/limits.ts";
import { isRepeatedCharacter } from "../../shared/repeated-character.ts";

/** The key of a field's error message, or null. The server validates more strictly. */

export function checkEmail(text: string): "wrong.email" | null {
  const email = text.trim();
  const isWhole = /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/.test(email);
  return isWhole && email.length <= maxEmailLength ? null : "wrong.email";
}

export function checkNewPassword(
  text: string,
): "wrong.short" | "wrong.long" | "wrong.repeated" | null {
  const { length } = Array.from(text.normalize("NFKC"));
  if (length < minPasswordLength) return "wrong.short";
  if (length > maxPasswordLength) return "wrong.long";
  return isRepeatedCharacter(text) ? "wrong.repeated" : null;
}

export function checkFilled(text: string): "wrong.empty" | null {
  return text === "" ? "wrong.empty" : null;
}

export function checkName(text: string): "wrong.name" | null {
  const { length } = text.trim();
  return length > 0 && length <= maxApiKeyNameLength ? null : "wrong.name";
}
