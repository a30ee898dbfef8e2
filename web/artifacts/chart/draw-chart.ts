import type { View } from "vega";
import type { PictureFormat } from "../frame-message.ts";
import { failedMessage } from "./chart-failure.ts";
import type { ChartRequest } from "./chart-request.ts";
import { chartTables } from "./chart-table.ts";
import { createTooltip } from "./chart-tooltip.ts";
import { openView } from "./open-view.ts";
import { tryChart } from "./try-chart.ts";

/** Above this many marks a chart is a canvas: an element for each would be slow. */
const maxElements = 3_000;

/** Pixels of a saved picture for each of the chart, and most pixels of it: 16 million. */
const sharpness = 2;
const maxPixels = 2 ** 24;

/** Draws a chart into the frame, and answers what the app asks for. */
export async function drawChart(request: ChartRequest, port: MessagePort): Promise<void> {
  document.documentElement.style.colorScheme = request.dark ? "dark" : "light";
  document.documentElement.lang = request.locale;
  const container = document.createElement("div");
  container.id = "chart";
  document.body.append(container);
  try {
    const marks = await tryChart(request);
    const isPlain = marks > maxElements;
    const renderer = isPlain ? "canvas" : "svg";
    const options = { renderer, isPlain, container, tooltip: createTooltip() } as const;
    const drawn = await openView(request, options);
    port.postMessage({
      type: "tables",
      tables: chartTables(drawn.view, drawn.data, request.locale),
    });
    port.postMessage("shown");
    if (drawn.isBlocked) port.postMessage("blocked");
    port.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data === "svg" || data === "png") void sendPicture(drawn.view, data, port);
    });
  } catch (error) {
    container.remove();
    port.postMessage(failedMessage(error));
  }
}

async function sendPicture(view: View, format: PictureFormat, port: MessagePort): Promise<void> {
  if (format === "svg") {
    port.postMessage({ type: "picture", format, content: await view.toSVG() });
    return;
  }
  const content = await toPng(view);
  port.postMessage({ type: "picture", format, content }, [content]);
}

async function toPng(view: View): Promise<ArrayBuffer> {
  const { width = 1, height = 1 } =
    view.container()?.querySelector("svg,canvas")?.getBoundingClientRect() ?? {};
  const scale = Math.min(sharpness, Math.sqrt(maxPixels / Math.max(width * height, 1)));
  const canvas = await view.toCanvas(scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (!blob) throw new Error("The picture is too large.");
  return blob.arrayBuffer();
}
