import { aptInstall, runInstallation } from "../../e2e/browser.ts";

/** The Debian package of each proxy's program. */
const packages = { nginx: "nginx-light", caddy: "caddy" } as const;

/** A proxy that the tests know. */
export type ProxyName = keyof typeof packages;

/**
 * The path of a proxy's program, which is installed where that is possible: as root on Debian. Null,
 * with a sentence printed, where it is missing.
 */
export async function findProxy(name: ProxyName): Promise<string | null> {
  const present = which(name);
  if (present) return present;
  if (process.getuid?.() === 0 && Bun.which("apt-get"))
    await runInstallation(aptInstall(packages[name]));
  const installed = which(name);
  if (installed === null)
    console.log(`${name} is not here: the tests behind it are left out (${packages[name]})`);
  return installed;
}

function which(name: string): string | null {
  return Bun.which(name, { PATH: `${process.env["PATH"]}:/usr/sbin:/usr/local/sbin` });
}
