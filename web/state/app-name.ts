/** What the server is called: it writes its name into the page, so that the first paint has it. */
export function appName(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=application-name]")?.content ?? "";
}
