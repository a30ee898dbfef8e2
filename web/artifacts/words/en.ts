import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of previews, in English. */
export const en = {
  "artifact.panel": "Preview",
  "artifact.html": "Web page",
  "artifact.svg": "Picture",
  "artifact.mermaid": "Diagram",
  "artifact.preview": "Preview",
  "artifact.source": "Source",
  "artifact.download": "Download",
  "artifact.whole": "Full screen",
  "artifact.part": "Exit full screen",
  "artifact.previous": "Previous version",
  "artifact.next": "Next version",
  "artifact.version": (index: number, count: number) => `Version ${index} of ${count}`,
  "artifact.loading": "Loading preview…",
  "artifact.wrong": "This diagram has an error",
  "artifact.silent": "The preview stopped responding, so it was closed.",
  "artifact.again": "Run again",
  "artifact.blocked": "This page asks for files from the internet. Previews have no network.",
  "artifact.chart": "Chart",
  "artifact.chartWrong": "This chart has an error",
  "artifact.address":
    "This chart asks for data from the internet. Previews have no network, so the values must be in the chart itself.",
  "artifact.slow": "This chart takes too long to draw.",
  "artifact.large": "This chart has too much data to draw.",
  "artifact.unloaded": "The preview could not be loaded.",
  "artifact.chartBlocked":
    "This chart asks for pictures or links from the internet. Previews have no network.",
  "artifact.data": "Data",
  "artifact.empty": "This chart has no data.",
  "artifact.rows": (shown: string, total: string) => `First ${shown} of ${total} rows`,
};

export type ArtifactWords = WordsOf<typeof en>;
