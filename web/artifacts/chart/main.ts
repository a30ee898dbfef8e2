import type { ChartRequest } from "./chart-request.ts";
import { drawChart } from "./draw-chart.ts";
import { answerTry } from "./try-chart.ts";

/**
 * The script that draws charts: in the frame, where its page (`server/api/http/preview-frame.ts`)
 * calls `startChart`, and in the worker that tries a chart first.
 */
if (typeof document === "undefined")
  addEventListener("message", ({ data, ports: [port] }: MessageEvent<ChartRequest>) => {
    if (port) void answerTry(data, port);
  });
else Object.assign(globalThis, { startChart: drawChart });
