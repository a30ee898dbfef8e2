/**
 * An SVG with the namespaces that it needs as a picture. Models leave them out, since a page of HTML
 * needs none.
 */
export function withNamespaces(svg: string): string {
  const name = svg.search(/<svg[\s/>]/i) + "<svg".length;
  const tag = svg.slice(name, svg.indexOf(">", name));
  const own = /\sxmlns\s*=/.test(tag) ? "" : ' xmlns="http://www.w3.org/2000/svg"';
  const needsLink = svg.includes("xlink:") && !/\sxmlns:xlink\s*=/.test(tag);
  const link = needsLink ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : "";
  return svg.slice(0, name) + own + link + svg.slice(name);
}
