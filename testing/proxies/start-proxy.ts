import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { untilTrue } from "../until.ts";
import type { ProxyName } from "./find-proxy.ts";

/** The folder of the sample files in the operator's manual. */
export const samples = join(import.meta.dirname, "../../docs/operations/proxies");

/** What stands in the samples for what each installation has of its own. */
const sampled = {
  name: "chat.example.org",
  node: "127.0.0.1:8000",
  nginx: {
    file: "nginx.conf",
    whole: "location / {",
    below: (path: string) => `location ${path}/ {`,
  },
  caddy: {
    file: "Caddyfile",
    whole: "@chatkit path /*",
    below: (path: string) => `@chatkit path ${path} ${path}/*`,
  },
} as const;

export interface ProxyOptions {
  /** The path of its program. */
  program: string;
  /** The port to listen on. */
  port: number;
  /** The address of the server behind it. */
  node: string;
  /** `BASE_PATH`; empty at the root. */
  basePath?: string;
  /** Changes of the sample that a test makes. */
  edit?: (sample: string) => string;
}

/** A running proxy in front of a server. */
export interface RunningProxy extends AsyncDisposable {
  /** Its address, with TLS. */
  origin: string;
  /** The certificate of `localhost`, which signs itself. */
  ca: string;
}

/**
 * Runs a proxy with its sample file, in which only names, ports, certificates and paths are filled
 * in. Resolves when it passes requests on.
 */
export async function startProxy(name: ProxyName, options: ProxyOptions): Promise<RunningProxy> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), `chatkit-${name}-`));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const certificate = await makeCertificate();
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  await Bun.write(files.cert, certificate.cert);
  await Bun.write(files.key, certificate.private);
  const sample = fillIn(name, await Bun.file(join(samples, sampled[name].file)).text(), options);
  const config = join(folder, "config");
  const log = join(folder, "log");
  const write = name === "nginx" ? nginxConfig : caddyConfig;
  await Bun.write(config, write(sample, { ...options, ...files, folder, log }));
  const args =
    name === "nginx"
      ? ["-e", log, "-c", config]
      : ["run", "--config", config, "--adapter", "caddyfile"];
  const child = Bun.spawn([options.program, ...args], {
    stdin: "ignore",
    stdout: Bun.file(`${log}.out`),
    stderr: Bun.file(`${log}.err`),
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
  });
  opening.defer(async () => {
    child.kill();
    await child.exited;
  });
  const origin = `https://localhost:${options.port}`;
  await untilTrue(name, async () => {
    if (child.exitCode !== null) throw new Error(`${name} has ended: ${await readLogs(log)}`);
    const answer = await fetch(`${origin}${options.basePath ?? ""}/livez`, {
      tls: { ca: certificate.cert },
    }).catch(() => null);
    return answer?.ok === true;
  });
  const opened = opening.move();
  return { origin, ca: certificate.cert, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function readLogs(log: string): Promise<string> {
  const texts = [log, `${log}.out`, `${log}.err`].map((path) =>
    Bun.file(path)
      .text()
      .catch(() => ""),
  );
  return (await Promise.all(texts)).join("\n");
}

function makeCertificate() {
  return generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
}

/** Fails when the sample has nothing to fill in, so that a test never runs something else. */
function fillIn(name: ProxyName, sample: string, { node, basePath, edit }: ProxyOptions): string {
  const { whole, below } = sampled[name];
  const replace = (text: string, before: string, after: string) => {
    if (!text.includes(before)) throw new Error(`the sample of ${name} has no ${before}`);
    return text.replaceAll(before, after);
  };
  const placed = replace(sample, sampled.node, new URL(node).host);
  const pathed = basePath ? replace(placed, whole, below(basePath)) : placed;
  return edit ? edit(pathed) : pathed;
}

interface Filled extends ProxyOptions {
  cert: string;
  key: string;
  folder: string;
  log: string;
}

function nginxConfig(sample: string, { port, cert, key, folder, log }: Filled): string {
  const site = sample
    .replace("listen 443 ssl", `listen 127.0.0.1:${port} ssl`)
    .replace(sampled.name, "localhost")
    .replace(/ssl_certificate .*;/, `ssl_certificate ${cert};`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${log};
events {}
http { access_log off; ${temporary.join(" ")}
${site}
}`;
}

function caddyConfig(sample: string, { port, cert, key, folder }: Filled): string {
  const site = sample.replace(
    `${sampled.name} {`,
    `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}`,
  );
  return `{
	admin off
	auto_https disable_redirects
	storage file_system ${folder}
}
${site}`;
}
