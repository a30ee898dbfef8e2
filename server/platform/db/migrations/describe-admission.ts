import type { Admission, AdmittedProgram, Program } from "./releases.ts";

/** Why a program may not start on a database. */
export interface Refusal {
  /** A sentence about the database without its subject and its full stop. */
  says: string;
  /** What to do, the same. */
  advice: string;
}

/** Why a program may not start on a database, for the operator; null when it may. */
export function describeRefusal(
  { admission, stranded }: AdmittedProgram,
  program: Program,
): Refusal | null {
  const { release, newest, oldest } = program;
  if (admission.kind === "tooOld") {
    const { newer } = admission;
    return {
      says:
        `was migrated by the newer release ${newer.release} (to ${newer.newest.tag}; it last ` +
        `started on ${dayOf(newer.lastStartedAt)}), on whose database a release has to know ` +
        `${newer.oldest.tag}. This is release ${release}, which knows no migration after ${newest.tag}`,
      advice: `Start release ${newer.release} again, or ${goBack}`,
    };
  }
  if (admission.kind === "unknown") {
    const day = dayOf(new Date(admission.lastApplied));
    return {
      says:
        `has a migration of ${day} that this release, ${release}, does not know: its newest is ` +
        `${newest.tag}. There is no record of the release that migrated it, nor of what can run beside it`,
      advice: `Start the newer release again, or ${goBack}`,
    };
  }
  if (!stranded) return null;
  const nodes = stranded.nodes === 1 ? "a running node" : `${stranded.nodes} running nodes`;
  return {
    says: `is used by ${nodes} of a release that cannot go on beside this one, ${release}, because it does not know ${oldest.tag}`,
    advice: `Stop all nodes first, or upgrade to a release in between first (${page})`,
  };
}

/** What an operator should know about a program that may start; null for nothing. */
export function describeOlder(admission: Admission, { release }: Program): string | null {
  if (admission.kind !== "older") return null;
  const { newer } = admission;
  return `the database was migrated by the newer release ${newer.release} (to ${newer.newest.tag}); this one, ${release}, can run beside it`;
}

const page = "docs/operations/upgrades.md";
const goBack = `restore a backup from before the upgrade (${page})`;

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
