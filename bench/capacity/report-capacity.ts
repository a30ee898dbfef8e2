import { spreadOf, written } from "../report.ts";
import { mostLateMs, type ProbeResult } from "./run-probe.ts";

/** The capacity of each subject in one round, by its name. */
export type Round = Readonly<Record<string, number>>;

/** Readers whose timers are later than this cannot tell how late a server is, in milliseconds. */
const mostReaderLagMs = mostLateMs / 5;

/** A probe in one line. */
export function toLine(probe: ProbeResult): string {
  const { subject, streams, lateMs, sent, faults, readersLagMs, cores, holds } = probe;
  const used = Object.entries(cores).map(([user, share]) => `${user} ${percent(share)}`);
  const found = Object.entries(faults).map(([kind, count]) => `${count} × ${kind}`);
  return [
    `${holds ? "holds" : "fails"} ${subject} ${streams}:`,
    `late ${lateMs.p50} / ${lateMs.p99} ms (p50 / p99),`,
    `${percent(sent)} of the tokens sent in time,`,
    found.length === 0 ? "no faults;" : `${found.join(", ")};`,
    `cores: ${used.join(", ")}; readers ${readersLagMs.toFixed(0)} ms late`,
  ].join(" ");
}

/** The capacities as a table in Markdown, each also as a share of the first subject's. */
export function toTable(subjects: readonly string[], rounds: readonly Round[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [base = ""] = subjects;
  const rows = subjects.map((name) => {
    const found = rounds.map((round) => round[name] ?? Number.NaN);
    const shares = rounds.map((round) => (round[name] ?? Number.NaN) / (round[base] ?? Number.NaN));
    return line([name, written(spreadOf(found), 0), written(spreadOf(shares), 2)]);
  });
  return [
    line(["server", "streams of 50/s", `of the ${base}'s`]),
    line(["---", "---", "---"]),
    ...rows,
  ].join("\n");
}

/** What else has to be known about the figures; empty if nothing. */
export function cautions(probes: readonly ProbeResult[]): string[] {
  const failed = probes.filter(({ holds }) => !holds);
  const slowReaders = failed.filter(({ readersLagMs }) => readersLagMs > mostReaderLagMs);
  const slowProvider = failed.filter(({ sent, lateMs }) => sent < 0.95 && lateMs.p99 <= mostLateMs);
  return [
    slowReaders.length > 0
      ? `In ${slowReaders.length} of ${failed.length} probes that failed the readers themselves were more than ${mostReaderLagMs} ms late (p99): there the machine was full, not only the server.`
      : "",
    slowProvider.length > 0
      ? `In ${slowProvider.length} of ${failed.length} probes that failed the provider did not send its tokens in time, and the server was not late.`
      : "",
  ].filter((caution) => caution !== "");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
