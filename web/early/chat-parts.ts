import type { Plugin } from "vite";

/** What shows messages, below `web/`. */
const parts = ["chat/turns-part.ts", "markdown/markdown.tsx"];

/** Where the page names them: before its first script. */
const place = "<!-- chat parts -->";

/**
 * Names the files that show messages in the page, for its first script to preload where a chat is
 * opened. Their names are known once everything is built.
 */
export function chatParts(): Plugin {
  return {
    name: "chat-parts",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const links = parts.map((part) => {
          const chunk = Object.values(bundle).find(
            (each) => each.type === "chunk" && each.facadeModuleId?.endsWith(`/${part}`),
          );
          if (!chunk || !html.includes(place))
            throw new Error(`${part} cannot be named in the page`);
          return `<link rel="chat-part" href="/${chunk.fileName}" />`;
        });
        return html.replace(place, links.join("\n    "));
      },
    },
  };
}
