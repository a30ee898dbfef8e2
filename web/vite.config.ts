import tailwindcss from "@tailwindcss/vite";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { classicScripts } from "./loading/classic-scripts.ts";
import { chatParts } from "./early/chat-parts.ts";
import { leanTrpc } from "./loading/lean-trpc.ts";
import { isSoonShown } from "./loading/soon-shown.ts";
import { partLoader } from "./loading/part-loader.ts";
import { katexFonts } from "./markdown/katex-fonts.ts";
import { retireInDev } from "./service-worker/retire-in-dev.ts";

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Builds the app into `dist/web`, from where the server serves it. */
export default defineConfig({
  root: pathOf("."),
  plugins: [
    solid(),
    tailwindcss(),
    katexFonts(),
    retireInDev(),
    leanTrpc(),
    classicScripts(),
    chatParts(),
    partLoader(pathOf("loading/load-part.ts")),
  ],
  // The build does not know the path that the server will be below: only the page has paths from the
  // root, which the server rewrites (`server/api/http/placed-files.ts`).
  experimental: {
    renderBuiltUrl: (_, { hostType }) => (hostType === "html" ? undefined : { relative: true }),
  },
  build: {
    outDir: pathOf("../dist/web"),
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    // Data URLs would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // Parts are loaded, and again after a failure, by `loading/load-part.ts`.
    modulePreload: false,
    // The first load is one file: split by importers, it would be ten that compress worse.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"] },
            { name: "soon", test: isSoonShown },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { "/trpc": { target: "http://localhost:3000", ws: true } },
  },
});
