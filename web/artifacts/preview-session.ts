import mermaidUrl from "mermaid/dist/mermaid.min.js?url";
import chartUrl from "classic:artifacts/chart/main.ts";
import {
  type ChartTable,
  type Failure,
  type FrameMessage,
  type PictureFormat,
  readFrameMessage,
} from "./frame-message.ts";
import { isChart } from "./is-chart.ts";
import type { PreviewKind } from "./preview-kind.ts";
import { withNamespaces } from "./svg-namespaces.ts";
import type { Artifact } from "./versions.ts";

/** Time between two signs of life that the frame is asked for, in milliseconds. */
const askEveryMs = 1_000;

/** A frame that gives none for this long is removed, in milliseconds. */
const silentMs = 6_000;

/**
 * A frame that has shown nothing after this long is removed, in milliseconds. Diagrams and charts
 * load their library first.
 */
const startMs: Readonly<Record<PreviewKind, number>> = {
  html: 6_000,
  svg: 6_000,
  mermaid: 20_000,
  vega: 30_000,
  "vega-lite": 30_000,
};

export type PreviewState =
  | { status: "loading" | "shown" | "silent" }
  | { status: "failed"; failure: Failure };

/** A picture of a chart, to save. */
export type Picture = { format: PictureFormat; content: string | ArrayBuffer };

export interface PreviewEvents {
  onState(state: PreviewState): void;
  /** The page has asked for something from the network. */
  onBlocked(): void;
  /** Escape was pressed in the frame. */
  onEscape(): void;
  /** A chart's data, before it is shown. */
  onTables(tables: readonly ChartTable[]): void;
  /** A picture that was asked for. */
  onPicture(picture: Picture): void;
}

/** A preview that runs. */
export interface Preview {
  /** Asks a chart that is shown for a picture of it. */
  askForPicture(format: PictureFormat): void;
  end(): void;
}

/** What to show, and how. */
export interface PreviewRequest extends Artifact {
  dark: boolean;
  /** Language of dates and numbers. */
  locale: string;
}

/** The path of an artifact's frame. Each has a policy of its own; see `docs/security.md`. */
export function frameAddress({ kind }: Artifact): string {
  if (isChart(kind)) return "/frame/chart";
  return kind === "mermaid" ? "/frame/diagram" : "/frame/page";
}

/**
 * Shows an artifact in a frame whose origin is opaque, and watches that the frame stays alive. They
 * talk over a channel that the artifact's own code cannot reach; what that posts to the window is
 * not listened to.
 */
export function startPreview(
  frame: HTMLIFrameElement,
  request: PreviewRequest,
  events: PreviewEvents,
): Preview {
  const { port1: port, port2: theirs } = new MessageChannel();
  const startedAt = performance.now();
  let heardAt = startedAt;
  let isShown = false;
  let isSent = false;
  let wanted: PictureFormat | null = null;

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
    frame.contentWindow?.postMessage(toFrame(request), "*", [theirs]);
  }

  function hear(data: unknown): void {
    heardAt = performance.now();
    const message = readFrameMessage(data);
    switch (message?.type) {
      case "shown":
        if (!isShown) events.onState({ status: "shown" });
        isShown = true;
        return;
      case "failed":
        return isShown ? undefined : end({ status: "failed", failure: message.failure });
      case "picture":
        // No file is saved that the reader has not asked for.
        if (message.format !== wanted) return;
        wanted = null;
        return events.onPicture({ format: message.format, content: message.content });
      default:
        if (message) tell(events, message);
    }
  }

  port.addEventListener("message", ({ data }: MessageEvent<unknown>) => hear(data));
  port.start();
  addEventListener("message", onReady);

  const timer = setInterval(() => {
    const now = performance.now();
    const isLate = !isShown && now - startedAt > startMs[request.kind];
    if (isLate || (isShown && now - heardAt > silentMs)) return end({ status: "silent" });
    port.postMessage("alive?");
  }, askEveryMs);

  return {
    end: () => end(),
    askForPicture(format) {
      wanted = format;
      port.postMessage(format);
    },
  };
}

/** Passes on what changes nothing for the preview itself. */
function tell(events: PreviewEvents, message: FrameMessage): void {
  if (message.type === "blocked") events.onBlocked();
  if (message.type === "escape") events.onEscape();
  if (message.type === "tables") events.onTables(message.tables);
}

/** What the frame's script gets. */
function toFrame({ kind, text, dark, locale }: PreviewRequest) {
  switch (kind) {
    case "mermaid":
      return { source: text, dark, script: absolute(mermaidUrl) };
    case "vega":
    case "vega-lite":
      return { kind, source: text, dark, locale, script: absolute(chartUrl) };
    case "svg":
      return { source: asPicture(text) };
    case "html":
      return { source: text };
  }
}

const absolute = (url: string) => new URL(url, location.href).href;

/** An SVG as a picture: no script in it runs, and it loads nothing. */
function asPicture(svg: string): string {
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(withNamespaces(svg))}`;
  return `<!doctype html><style>html,body{height:100%;margin:0}body{display:grid;place-items:center;padding:1rem;box-sizing:border-box}img{max-width:100%;max-height:100%;min-width:min(100%,12rem)}</style><img alt="" src="${url}">`;
}
