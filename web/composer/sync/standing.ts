/** How this browser's copy of a draft compares to the server's. */
export interface Standing {
  /** The server's revision that this browser has seen last; 0 for none. */
  revision: number;
  /** Fingerprint of the content at that time. */
  print: string;
}

/** The stored form. */
export function writeStanding({ revision, print }: Standing): string {
  return `${revision} ${print}`;
}

/** Null for a draft that was never compared, and for what another version stored. */
export function readStanding(stored: string | null): Standing | null {
  const [revision = "", print, rest] = stored?.split(" ") ?? [];
  const number = Number.parseInt(revision, 10);
  if (!Number.isSafeInteger(number) || print === undefined || rest !== undefined) return null;
  return { revision: number, print };
}
