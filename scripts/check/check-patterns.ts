import { analyse } from "scslre";
import { type Pattern, readPatterns } from "./read-patterns.ts";

/**
 * One line for each regular expression that may take more than linear time: because of repeats that
 * share characters, or by retrying at every character of a long run. The theory is in
 * https://github.com/RunDevelopment/scslre.
 */
export function checkPatterns(files: ReadonlyMap<string, string>): string[] {
  return readPatterns(files).flatMap(judge);
}

function judge({ path, line, source, flags }: Pattern): string[] {
  const shown = `${path}:${line} /${shorten(source)}/${flags}`;
  try {
    const { reports } = analyse({ source, flags });
    const [worst = reports[0]] = reports.filter(({ exponential }) => exponential);
    if (worst === undefined) return [];
    const growth = worst.exponential ? "exponential" : "polynomial";
    const how = worst.type === "Move" ? "begins anew at every one" : "shares them between repeats";
    return [
      `${shown} takes ${growth} time on many ${JSON.stringify(worst.character.pick)}: ${how}`,
    ];
  } catch (error) {
    return [`${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function shorten(source: string): string {
  return source.length > 100 ? `${source.slice(0, 99)}…` : source;
}
