import type { Plugin } from "vite";

/** Keeps only the woff2 fonts of KaTeX's style sheet: all supported browsers can read them. */
export function katexFonts(): Plugin {
  return {
    name: "katex-fonts",
    enforce: "pre",
    transform: {
      filter: { id: /katex\/dist\/katex\.css$/ },
      handler(code) {
        const woff2 = /src:\s*url\(["']?([^)"']+\.woff2)["']?\)\s*format\(["']woff2["']\)[^;}]*/g;
        return { code: code.replace(woff2, 'src: url("$1") format("woff2")'), map: null };
      },
    },
  };
}
