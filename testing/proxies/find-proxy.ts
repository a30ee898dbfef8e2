import { aptInstall, runInstallation } from "../../e2e/browser.ts";

/** Each proxy that the tests know, with the Debian package of its program. */
const packages = { nginx: "nginx-light", caddy: "caddy" } as const;

export type ProxyName = keyof typeof packages;

/** The path of a proxy's program; null where there is none. */
export function findProxy(name: ProxyName): string | null {
  return Bun.which(name, { PATH: `${process.env["PATH"]}:/usr/sbin:/usr/local/sbin` });
}

/**
 * Finds the proxies, or installs Debian's packages as root. Reports its steps, and what is left out,
 * through `onProgress`.
 */
export async function obtainProxies(onProgress: (text: string) => void): Promise<void> {
  const names = ["nginx", "caddy"] as const;
  const missing = names.filter((name) => findProxy(name) === null);
  if (missing.length > 0 && process.getuid?.() === 0 && Bun.which("apt-get")) {
    const wanted = missing.map((name) => packages[name]);
    onProgress(`installing ${wanted.join(" and ")}`);
    await runInstallation(aptInstall(...wanted));
  }
  for (const name of names) {
    const program = findProxy(name);
    onProgress(program ? `using ${program}` : `no ${name}: the tests behind it are left out`);
  }
}
