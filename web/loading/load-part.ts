/**
 * Loads a part of the app and its style sheets, side by side. What fails is requested once more at
 * once, for a lost request is no outage; then it rejects, and can be called again. Takes the place
 * of the bundler's own loader (`part-loader.ts`).
 *
 * @param load imports the part; browsers fetch a module anew that could not be fetched
 * @param sheets addresses of its style sheets, relative to the importer
 * @param importer the address of the file that imports it
 */
export async function loadPart<Part>(
  load: () => Promise<Part>,
  sheets: readonly string[] = [],
  importer = "",
): Promise<Part> {
  const attempt = async () => {
    const loaded = load();
    const all = [loaded, ...sheets.map((sheet) => addSheet(new URL(sheet, importer).href))];
    // All have ended before one is requested again.
    await Promise.allSettled(all);
    await Promise.all(all);
    return loaded;
  };
  return attempt().catch(attempt);
}

/** Requests the page's own sheets again that failed, once; parts that need them try again later. */
export async function loadFailedSheets(): Promise<void> {
  const links = Array.from(document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]"));
  const failed = links.filter((link) => !hasRules(link));
  await Promise.allSettled(failed.map(({ href }) => addSheet(href)));
}

function addSheet(href: string): Promise<void> {
  // By their whole addresses: the page's own sheet has a path in its attribute.
  const links = document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]");
  const found = Array.from(links).find((each) => each.href === href);
  if (found && hasRules(found)) return Promise.resolve();
  // Scripts begin after the page's own sheet has arrived or failed.
  const isOnItsWay = found?.hasAttribute(ours);
  if (found && !isOnItsWay) found.remove();
  const link = found && isOnItsWay ? found : document.createElement("link");
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(`${href} could not be loaded`));
    });
    if (isOnItsWay) return;
    link.setAttribute(ours, "");
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
  });
}

/** Marks the sheets that were added here. */
const ours = "data-part";

/** A sheet that failed is none, or one that may not be read, depending on the browser. */
function hasRules({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}
