import type { PushMessage } from "../../shared/push.ts";

/** Shown for what a newer server says in another way. */
const unknown: PushMessage = {
  tag: "chatkit",
  title: "ChatKit",
  body: "",
  path: "/",
  lang: "en",
  dir: "ltr",
};

/**
 * Reads a push of the server. Checked by hand, because a schema's library is larger than the
 * worker.
 */
export function readPushMessage(data: Pick<PushMessageData, "json"> | null): PushMessage {
  const given = parse(data);
  const text = (name: "tag" | "title" | "body" | "path" | "lang") => {
    const value = given[name];
    return typeof value === "string" ? value : unknown[name];
  };
  const path = text("path");
  return {
    tag: text("tag"),
    title: text("title"),
    body: text("body"),
    // Of this origin, whatever it says.
    path: /^\/(?![/\\])/.test(path) ? path : unknown.path,
    lang: text("lang"),
    dir: given["dir"] === "rtl" ? "rtl" : "ltr",
  };
}

function parse(data: Pick<PushMessageData, "json"> | null): Record<string, unknown> {
  try {
    const value: unknown = data?.json();
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // No JSON: the notification says only that there is something.
    return {};
  }
}
