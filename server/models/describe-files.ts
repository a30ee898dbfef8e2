import type { ProviderFile, ProviderTurn } from "./provider.ts";

/** A turn as text: the files that need no other form, then the user's message. */
export function inWords({ text, files = [] }: ProviderTurn): string {
  return [...files.map(describeFile), text].filter((part) => part !== "").join("\n\n");
}

/** A file as text, between markers of its beginning and end. */
function describeFile(file: ProviderFile): string {
  const name = `name="${file.name.replaceAll(/["<>]/g, "_")}"`;
  if (file.kind === "image")
    return `<image ${name} width="${file.width}" height="${file.height}">\n[This image cannot be shown to you.]\n</image>`;
  const lines = [
    ...(file.text === "" ? [] : [file.text]),
    ...(file.text === "" && !file.isCut ? ["[Nothing in this file could be read.]"] : []),
    ...(file.isCut
      ? [file.text === "" ? "[This file is left out.]" : "[The rest of this file is left out.]"]
      : []),
  ];
  return `<file ${name}>\n${lines.join("\n")}\n</file>`;
}

/** A file reduced to its name. */
export function describeLeftOut({ name, mimeType }: ProviderFile): ProviderFile {
  return { kind: "text", name, mimeType, text: "", isCut: true };
}
