import Bowser from "bowser";

/** The display name of a device, such as `Firefox, Linux`; null if unknown. */
export function deviceName(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const { browser, os } = Bowser.parse(userAgent);
  const parts = [browser.name, os.name].filter((part) => part);
  return parts.length > 0 ? parts.join(", ") : userAgent.slice(0, 40);
}
