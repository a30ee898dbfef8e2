import type { ProviderFile, ProviderTurn } from "./provider.ts";

/** A turn in words alone: the files, then what the person says with them. What is shown in another way is left out. */
export function inWords({ text, files = [] }: ProviderTurn): string {
  return [...files.map(describeFile), text].filter((part) => part !== "").join("\n\n");
}

/** A file as text, between marks that say where it begins and ends. */
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
