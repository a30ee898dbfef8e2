import { type Role, roles as knownRoles } from "../../server/app/config.ts";

const usage = "bun run cluster <number of nodes> [--roles web,worker,all,…]";

/** More nodes than this make no sense on one machine. */
const mostNodes = 32;

/**
 * The roles of the nodes that a command line asks for: `3`, or `3 --roles web,web,worker`. A
 * list that is shorter than the number begins again. Throws one clear sentence.
 */
export function readArguments(argv: readonly string[]): Role[] {
  const words = argv.flatMap((word) =>
    word.startsWith("--roles=") ? ["--roles", word.slice("--roles=".length)] : word,
  );
  const [count = "2", option, list = "", ...rest] = words;
  if (rest.length > 0 || (option !== undefined && option !== "--roles"))
    throw new Error(`usage: ${usage}`);
  const number = /^\d{1,2}$/.test(count) ? Number(count) : 0;
  if (number < 1 || number > mostNodes)
    throw new Error(`the number of nodes has to be from 1 to ${mostNodes}: ${usage}`);
  const given = option === undefined ? ["all"] : list.split(",");
  const pattern = given.map((name) => {
    const role = knownRoles.find((known) => known === name.trim());
    if (!role) throw new Error(`"${name}" is no role; there are ${knownRoles.join(", ")}`);
    return role;
  });
  const roles = Array.from({ length: number }, (_, i) => pattern[i % pattern.length] ?? "all");
  requireBothKinds(roles);
  return roles;
}

function requireBothKinds(roles: readonly Role[]): void {
  if (roles.every((role) => role === "worker"))
    throw new Error("no node would answer people: one has to be web or all");
  if (roles.every((role) => role === "web"))
    throw new Error("no node would write replies: one has to be worker or all");
}
