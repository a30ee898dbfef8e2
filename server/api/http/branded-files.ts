import { appStyleOf } from "../../../shared/brand-colours.ts";
import { type Brand, usualName } from "../../../shared/brand.ts";
import { escapeHtml } from "../../../web/documents/escape.ts";

/** The page's own scripts, which stay as they are, and the name of the product. */
const named = new RegExp(`<script>[^]*?</script>|${usualName}`, "g");

/** The app's page under a name and with an accent, so that the first paint has both. */
export function brandPage(html: string, { name, accent }: Brand): string {
  const page = html.replaceAll(named, (found) => (found === usualName ? escapeHtml(name) : found));
  if (!accent) return page;
  // After the style sheet, whose colours it replaces.
  return page.replace("</head>", () => `<style>${appStyleOf(accent)}</style>\n  </head>`);
}

/** The manifest of the installed app under a name and with an accent. */
export function brandManifest(json: string, { name, accent }: Brand): string {
  const manifest: Readonly<Record<string, unknown>> = Object(JSON.parse(json));
  const colours = accent ? { theme_color: accent.light } : {};
  return JSON.stringify({ ...manifest, name, short_name: name, ...colours }, null, 2);
}
