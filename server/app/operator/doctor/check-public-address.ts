import { connect } from "node:tls";
import type { Config } from "../../config.ts";
import { socketPath } from "../../../api/http/own-paths.ts";
import { type Finding, fine, problem, reasonOf, warning } from "./finding.ts";

/** Longest wait for each step, in milliseconds. */
const withinMs = 10_000;

/** A certificate that ends sooner than this is worth a warning, in days. */
const renewWithinDays = 14;

const dayMs = 86_400_000;

/**
 * Goes to the public address as a browser does: certificate, page, and the socket that replies are
 * streamed over. The server has to be running for it.
 */
export async function checkPublicAddress({
  publicOrigin,
  basePath,
}: Pick<Config, "publicOrigin" | "basePath">): Promise<Finding[]> {
  if (publicOrigin === null) return [];
  const found = publicOrigin.startsWith("https:") ? [await checkCertificate(publicOrigin)] : [];
  if (found.some(({ level }) => level === "problem")) return found;
  const address = publicOrigin + basePath;
  const reached = await checkReached(address);
  found.push(reached);
  if (reached.level === "fine") found.push(await checkSocket(address));
  return found;
}

async function checkCertificate(origin: string): Promise<Finding> {
  const { hostname, port } = new URL(origin);
  try {
    const { ends, refusal } = await readCertificate(hostname, Number(port || 443));
    const days = Math.floor((ends - Date.now()) / dayMs);
    if (refusal !== null) {
      const says = `browsers refuse the certificate of ${hostname}: ${refusal}`;
      return problem("certificate", says, "let the proxy serve a valid one with its whole chain");
    }
    const says = `the certificate of ${hostname} is valid for ${days} more days`;
    const isLate = days < renewWithinDays;
    return isLate ? warning("certificate", says, "renew it") : fine("certificate", says);
  } catch (error) {
    const says = `no TLS connection to ${hostname}: ${reasonOf(error)}`;
    return problem("certificate", says, "check the name in DNS, the proxy and the firewall");
  }
}

/** When the certificate of a server ends, in Unix milliseconds, and why it is not trusted, if so. */
function readCertificate(host: string, port: number) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    ends: number;
    refusal: string | null;
  }>();
  // Connects although the certificate is not trusted, to say why; nothing is sent over it.
  const socket = connect({ host, port, servername: host, rejectUnauthorized: false }, () => {
    // A code such as `CERT_HAS_EXPIRED`, although its type says otherwise.
    const reason: unknown = socket.authorizationError;
    const refusal = socket.authorized ? null : reasonOf(reason);
    resolve({ ends: Date.parse(socket.getPeerCertificate().valid_to), refusal });
  });
  socket.setTimeout(withinMs, () => reject(new Error(`no answer within ${withinMs / 1_000} s`)));
  socket.once("error", reject);
  return promise.finally(() => socket.destroy());
}

async function checkReached(address: string): Promise<Finding> {
  try {
    const response = await fetch(`${address}/livez`, { signal: AbortSignal.timeout(withinMs) });
    const text = await response.text();
    if (response.ok && text === "ok") return fine("address", `${address} reaches a node`);
    const says = `${address}/livez answers with HTTP ${response.status}, not as ChatKit does`;
    return problem("address", says, "let the proxy pass every path to a node, and start one");
  } catch (error) {
    const says = `${address} is not reached: ${reasonOf(error)}`;
    return problem("address", says, "start the server, and check DNS, proxy and firewall");
  }
}

async function checkSocket(address: string): Promise<Finding> {
  const opened = Promise.withResolvers<boolean>();
  const socket = new WebSocket(`${address.replace(/^http/, "ws")}${socketPath}`);
  const timer = setTimeout(() => opened.resolve(false), withinMs);
  socket.addEventListener("open", () => opened.resolve(true));
  socket.addEventListener("error", () => opened.resolve(false));
  const isOpen = await opened.promise;
  clearTimeout(timer);
  socket.close();
  if (isOpen) return fine("socket", "WebSockets pass the proxy");
  const says = "no WebSocket passes the proxy: replies cannot be streamed";
  const advice = `let it pass the headers Upgrade and Connection, and the Host, on ${socketPath}`;
  return problem("socket", says, advice);
}
