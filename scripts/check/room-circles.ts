import type { Edge } from "./import-rules.ts";

/** An import as it is written. */
export interface Import {
  edge: Edge;
  line: number;
  specifier: string;
}

/** Districts that are a single room, whatever folders they have. */
const wholeDistricts: ReadonlySet<string> = new Set([
  "server/push",
  "server/mail",
  "server/analytics",
]);

/**
 * The room of a file: its folder in a district of the server, or in `client`, `web` and `shared`. A
 * file beside such folders is a room by itself, so that a folder may import one and be imported by
 * another.
 */
export function roomOf(path: string): string {
  const parts = path.split("/");
  const depth = parts[0] === "server" ? 3 : 2;
  const district = parts.slice(0, 2).join("/");
  if (depth === 3 && wholeDistricts.has(district)) return district;
  return parts.slice(0, depth).join("/");
}

/**
 * Circles of rooms that load each other: none can be understood, tested or moved without the
 * others. Circles of types are allowed, because types are gone at run time.
 *
 * @returns one line for each arrow of a circle, with the first import that makes it
 */
export function findRoomCircles(imports: readonly Import[]): string[] {
  const arrows = toArrows(imports);
  const lines: string[] = [];
  const told = new Set<string>();
  for (const start of arrows.keys()) {
    if (told.has(start)) continue;
    const circle = shortestCircle(arrows, start);
    if (!circle) continue;
    const path = [...circle, start].join(" → ");
    for (const [index, room] of circle.entries()) {
      told.add(room);
      const found = arrows.get(room)?.get(circle[index + 1] ?? start);
      if (!found) continue;
      lines.push(
        `${found.edge.from}:${found.line} imports ${found.specifier}: rooms load each other in a circle (${path}): move what both need to a room below them, or hand it in as an argument`,
      );
    }
  }
  return lines;
}

/** The first import from each room to each other room. */
type Arrows = Map<string, Map<string, Import>>;

function toArrows(imports: readonly Import[]): Arrows {
  const arrows: Arrows = new Map();
  for (const each of imports) {
    const { from, file, typeOnly } = each.edge;
    if (file === null || typeOnly || roomOf(from) === roomOf(file)) continue;
    const others = arrows.get(roomOf(from)) ?? new Map<string, Import>();
    if (!others.has(roomOf(file))) others.set(roomOf(file), each);
    arrows.set(roomOf(from), others);
  }
  return arrows;
}

/** The rooms on the shortest path from a room back to itself, in order; null if there is none. */
function shortestCircle(arrows: Arrows, start: string): string[] | null {
  const before = new Map<string, string>();
  const queue = [start];
  for (const room of queue) {
    for (const next of arrows.get(room)?.keys() ?? []) {
      if (next === start) return wayTo(room, before);
      if (before.has(next)) continue;
      before.set(next, room);
      queue.push(next);
    }
  }
  return null;
}

function wayTo(room: string, before: ReadonlyMap<string, string>): string[] {
  const way = [room];
  for (let at = before.get(room); at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}
