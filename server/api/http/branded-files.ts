import { appStyleOf } from "../../../shared/brand-colours.ts";
import { type BrandImageKind, type BrandImages, imagePath } from "../../../shared/brand-images.ts";
import { type Brand, usualName } from "../../../shared/brand.ts";
import { escapeHtml } from "../../../web/documents/escape.ts";

/** The page's own scripts, which stay as they are, and the name of the product. */
const named = new RegExp(`<script>[^]*?</script>|${usualName}`, "g");

/** The app's page under a name and with an accent, so that the first paint has both. */
export function brandPage(html: string, brand: Brand, basePath: string): string {
  const { name, accent, images } = brand;
  const page = withImages(html, images, basePath).replaceAll(named, (found) =>
    found === usualName ? escapeHtml(name) : found,
  );
  if (!accent) return page;
  // After the style sheet, whose colours it replaces.
  return page.replace("</head>", () => `<style>${appStyleOf(accent)}</style>\n  </head>`);
}

const icons = /<link rel="(icon|apple-touch-icon)"[^>]*>/g;

/** Names the pictures in the page: the icon, and the logo where the app looks for it. */
function withImages(html: string, images: BrandImages, basePath: string): string {
  const at = (kind: BrandImageKind) => {
    const path = imagePath(images, kind);
    return path === null ? null : basePath + path;
  };
  const [icon, light, dark] = [at("icon"), at("light"), at("dark")];
  const page =
    icon === null
      ? html
      : html.replaceAll(icons, (_, rel) => `<link rel="${rel}" href="${icon}" />`);
  const logo = [
    ...(light === null ? [] : [["light", light]]),
    ...(dark === null ? [] : [["dark", dark]]),
  ];
  const links = logo.map(([theme, path]) => `<meta name="logo-${theme}" content="${path}" />`);
  return page.replace("</head>", () => [...links, "</head>"].join("\n    "));
}

/** The manifest of the installed app under a name and with an accent. */
export function brandManifest(
  json: string,
  { name, accent, images }: Brand,
  basePath: string,
): string {
  const manifest: Readonly<Record<string, unknown>> = Object(JSON.parse(json));
  const colours = accent ? { theme_color: accent.light } : {};
  const path = imagePath(images, "icon");
  const sizes = `${images.icon?.side}x${images.icon?.side}`;
  const icon = { src: basePath + path, sizes, type: "image/png", purpose: "any" };
  const own = path === null ? {} : { icons: [icon] };
  return JSON.stringify({ ...manifest, name, short_name: name, ...colours, ...own }, null, 2);
}
