// Code loaded with the first file.
export { DropArea } from "./drop-area.tsx";
export { FileTray } from "./file-tray.tsx";
export { usePastedFile } from "./pasted-text.ts";
export { createUploads } from "./uploads.ts";
