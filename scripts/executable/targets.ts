/** A kind of machine that an executable is for. */
export interface Target {
  /** As Bun names it. */
  name: `bun-${"linux" | "darwin" | "windows"}-${"x64" | "arm64"}`;
  /** As `process.platform` and `process.arch` name it. */
  platform: string;
  /** The suffix of the packages of Bun and of the embedded PostgreSQL; null where there is none. */
  packages: { bun: string; postgres: string | null };
  /** The executable's file below `dist/`. */
  file: string;
}

const target = (
  [system, arch]: ["linux" | "darwin" | "windows", "x64" | "arm64"],
  hasPostgres = true,
): Target => {
  const platform = `${system === "windows" ? "win32" : system}-${arch}`;
  return {
    name: `bun-${system}-${arch}`,
    platform,
    packages: {
      bun: `${system}-${arch === "arm64" ? "aarch64" : "x64"}`,
      postgres: hasPostgres ? `${system}-${arch}` : null,
    },
    file: `chatkit-${system}-${arch}${system === "windows" ? ".exe" : ""}`,
  };
};

/**
 * On Windows the server needs a `DATABASE_URL`: what starts and guards the embedded PostgreSQL uses
 * a shell and signals.
 */
const targets: readonly Target[] = [
  target(["linux", "x64"]),
  target(["linux", "arm64"]),
  target(["darwin", "x64"]),
  target(["darwin", "arm64"]),
  target(["windows", "x64"], false),
];

export const targetNames = targets.map(({ name }) => name.slice("bun-".length));

/**
 * A target by its name, such as `linux-arm64`; without one, this machine's.
 *
 * @throws Error for a name or a machine that is none of them
 */
export function findTarget(name: string | null): Target {
  const found = targets.find((one) =>
    name === null ? one.platform === ownPlatform : one.name === `bun-${name}`,
  );
  if (found) return found;
  throw new Error(`There is no target ${name ?? ownPlatform}; they are ${targetNames.join(", ")}.`);
}

const ownPlatform = `${process.platform}-${process.arch}`;

/** Whether the executable is for this machine. */
export const isOwn = ({ platform }: Target) => platform === ownPlatform;
