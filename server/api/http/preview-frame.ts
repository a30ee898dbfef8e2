import type { Incoming } from "./incoming.ts";

/** Pages that previews of artifacts run in. Their origin is opaque, however they are opened. */

/** Writes what the app sends into the page. The channel stays out of the reach of what is written. */
const pageScript = `"use strict";
addEventListener("message", function start(event) {
  const port = event.ports[0];
  if (event.source !== parent || !port) return;
  removeEventListener("message", start);
  let blocked = false;
  const say = MessagePort.prototype.postMessage.bind(port);
  port.onmessage = () => say("alive");
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"])
    delete globalThis[name];
  document.open();
  addEventListener("securitypolicyviolation", () => {
    if (!blocked) say("blocked");
    blocked = true;
  });
  addEventListener("keydown", (press) => press.key === "Escape" && say("escape"), true);
  document.write(event.data.source);
  document.close();
  say("shown");
});
parent.postMessage("ready", "*");`;

/** Draws a Mermaid diagram. Its library is loaded from this server. */
const diagramScript = `"use strict";
addEventListener("message", function start(event) {
  const port = event.ports[0];
  if (event.source !== parent || !port) return;
  removeEventListener("message", start);
  const { source, dark, script } = event.data;
  const fail = (reason, error) => port.postMessage({ type: "failed", reason, detail: String(error && error.message || error).slice(0, 600) });
  port.onmessage = () => port.postMessage("alive");
  addEventListener("keydown", (press) => press.key === "Escape" && port.postMessage("escape"), true);
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
  const element = document.createElement("script");
  element.src = script;
  element.onerror = () => fail("unloaded", "");
  element.onload = async () => {
    try {
      mermaid.initialize({
        startOnLoad: false,
        securityLevel: "strict",
        suppressErrorRendering: true,
        theme: dark ? "dark" : "default",
        fontFamily: "system-ui, sans-serif",
        maxTextSize: 50000,
        maxEdges: 1000,
        secure: ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering"],
      });
      const { svg } = await mermaid.render("diagram", source);
      document.body.innerHTML = svg;
      port.postMessage("shown");
    } catch (error) {
      fail("wrong", error);
    }
  };
  document.head.append(element);
});
parent.postMessage("ready", "*");`;

/** Draws a chart. What draws it is `web/artifacts/chart/main.ts`, a file of this server. */
const chartScript = `"use strict";
addEventListener("message", function start(event) {
  const port = event.ports[0];
  if (event.source !== parent || !port) return;
  removeEventListener("message", start);
  port.onmessage = () => port.postMessage("alive");
  addEventListener("keydown", (press) => press.key === "Escape" && port.postMessage("escape"), true);
  const element = document.createElement("script");
  element.src = event.data.script;
  element.onerror = () => port.postMessage({ type: "failed", reason: "unloaded" });
  element.onload = () => startChart(event.data, port);
  document.head.append(element);
});
parent.postMessage("ready", "*");`;

const chartStyle = `body{margin:0;padding:1rem;box-sizing:border-box;font:14px system-ui,sans-serif;color:CanvasText}
#chart{max-width:60rem;margin:auto}
#chart.vega-embed,.vega-bindings{font-size:14px}
.vega-bind{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.5rem 0}
#values{position:fixed;z-index:1;max-width:20rem;padding:.4rem .6rem;border:1px solid GrayText;border-radius:.4rem;background:Canvas;font-size:13px;overflow-wrap:anywhere;pointer-events:none}`;

const style =
  "html,body{height:100%;margin:0}body{display:grid;place-items:safe center;padding:1rem;box-sizing:border-box}svg{max-width:100%;height:auto}";

interface Frame {
  html: string;
  policy: string;
  /** Whether it loads files of this server. */
  hasFiles: boolean;
}

/** What no frame may do: load, connect, send a form, or show another page. */
const nothingElse = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "font-src data:",
  "media-src data: blob:",
  "form-action 'none'",
  "base-uri 'none'",
  "sandbox allow-scripts",
];

const frames: Readonly<Record<string, Frame>> = {
  "/frame/page": frame(pageScript, "'unsafe-inline'", ""),
  "/frame/diagram": frame(diagramScript, withFiles(diagramScript), style),
  // A worker, made from a text, tries a chart before it is drawn.
  "/frame/chart": frame(chartScript, `${withFiles(chartScript)}; worker-src blob:`, chartStyle),
};

function frame(script: string, scripts: string, styles: string): Frame {
  return {
    hasFiles: scripts.includes("'self'"),
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Preview</title><style>${styles}</style><body><script>${script}</script></body></html>`,
    policy: [`script-src ${scripts}`, ...nothingElse].join("; "),
  };
}

/** The page's own script, and this server's files. */
function withFiles(script: string): string {
  return `'self' 'sha256-${hashOf(script)}'`;
}

function hashOf(script: string): string {
  return new Bun.CryptoHasher("sha256").update(script).digest("base64");
}

/** Whether a path is one of the frames. */
export function isFramePath(pathname: string): boolean {
  return Object.hasOwn(frames, pathname);
}

/**
 * The page of a frame. It may be embedded by the app alone, and cached: it holds no data of any user.
 *
 * @param frameAncestors origins whose pages may embed the app
 */
export function previewFrame(
  { pathname, caller }: Pick<Incoming, "pathname" | "caller">,
  { frameAncestors }: { frameAncestors: readonly string[] },
): Response {
  const found = frames[pathname];
  if (!found) return new Response("Not found", { status: 404 });
  // To WebKit, a page of an opaque origin has no 'self'.
  const host = caller.headers.get("host") ?? "";
  const isPlain = /^[\w.:[\]-]+$/.test(host);
  const own = isPlain ? `'self' http://${host} https://${host}` : "'self'";
  const policy = found.hasFiles ? found.policy.replace("'self'", own) : found.policy;
  const ancestors = ["frame-ancestors 'self'", ...frameAncestors].join(" ");
  return new Response(found.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `${policy}; ${ancestors}`,
      "cache-control": "no-cache",
    },
  });
}
