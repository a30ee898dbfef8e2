import mermaidUrl from "mermaid/dist/mermaid.min.js?url";
import type { Artifact } from "./versions.ts";

/** Time between two signs of life that the frame is asked for, in milliseconds. */
const askEveryMs = 1_000;

/** A frame that gives none for this long is removed, in milliseconds. */
const silentMs = 6_000;

/**
 * A frame that has shown nothing after this long is removed, in milliseconds. Diagrams load their
 * library first.
 */
const startMs = { html: 6_000, svg: 6_000, mermaid: 20_000 };

/** Longest error of a diagram that is shown, in UTF-16 code units. */
const maxError = 600;

export type PreviewState =
  | { status: "loading" | "shown" | "silent" }
  /** The diagram's own error, as plain text. */
  | { status: "wrong"; message: string };

export interface PreviewEvents {
  onState(state: PreviewState): void;
  /** The page has asked for something from the network. */
  onBlocked(): void;
  /** Escape was pressed in the frame. */
  onEscape(): void;
}

/** The frame's address for an artifact. Both have a policy of their own; see `docs/security.md`. */
export function frameAddress({ kind }: Artifact): string {
  return kind === "mermaid" ? "/frame/diagram" : "/frame/page";
}

/**
 * Shows an artifact in a frame whose origin is opaque, and watches that the frame stays alive. They
 * talk over a channel that the artifact's own code cannot reach; what that posts to the window is
 * not listened to. Returns how to end it.
 */
export function startPreview(
  frame: HTMLIFrameElement,
  artifact: Artifact & { dark: boolean },
  events: PreviewEvents,
): () => void {
  const { port1: port, port2: theirs } = new MessageChannel();
  const startedAt = performance.now();
  let heardAt = startedAt;
  let isShown = false;
  let isSent = false;

  function end(state?: PreviewState): void {
    clearInterval(timer);
    removeEventListener("message", onReady);
    port.close();
    if (state) events.onState(state);
  }

  /** The first message of the frame's own script, which runs before the artifact. */
  function onReady({ source }: MessageEvent): void {
    if (isSent || source === null || source !== frame.contentWindow) return;
    isSent = true;
    removeEventListener("message", onReady);
    frame.contentWindow?.postMessage(toFrame(artifact), "*", [theirs]);
  }

  port.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    heardAt = performance.now();
    if (data === "shown" && !isShown) {
      isShown = true;
      events.onState({ status: "shown" });
    } else if (data === "blocked") events.onBlocked();
    else if (data === "escape") events.onEscape();
    else if (typeof data === "string" && data.startsWith("wrong ") && !isShown)
      end({ status: "wrong", message: data.slice("wrong ".length, maxError) });
  });
  port.start();
  addEventListener("message", onReady);

  const timer = setInterval(() => {
    const now = performance.now();
    const isLate = !isShown && now - startedAt > startMs[artifact.kind];
    if (isLate || (isShown && now - heardAt > silentMs)) return end({ status: "silent" });
    port.postMessage("alive?");
  }, askEveryMs);

  return () => end();
}

/** What the frame's script gets. */
function toFrame({ kind, text, dark }: Artifact & { dark: boolean }) {
  if (kind === "mermaid")
    return { source: text, dark, script: new URL(mermaidUrl, location.href).href };
  return { source: kind === "svg" ? asPicture(text) : text };
}

/** An SVG as a picture: no script in it runs, and it loads nothing. */
function asPicture(svg: string): string {
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return `<!doctype html><style>html,body{height:100%;margin:0}body{display:grid;place-items:center;padding:1rem;box-sizing:border-box}img{max-width:100%;max-height:100%;min-width:min(100%,12rem)}</style><img alt="" src="${url}">`;
}
