/**
 * The lines of an event whose data is not JSON. Proxies that drop the empty lines between events merge
 * them into one, and some write `data:` twice.
 */
export function splitData(data: string): string[] {
  return data
    .split("\n")
    .map(withoutPrefix)
    .filter((line) => line !== "");
}

/** Whether data marks the end of the stream. */
export function isDone(data: string): boolean {
  return data.length <= '"[DONE]"'.length && /^"?\[DONE\]"?$/i.test(data);
}

function withoutPrefix(data: string): string {
  let rest = data.trim();
  while (rest.startsWith("data:")) rest = rest.slice("data:".length).trimStart();
  return rest;
}
