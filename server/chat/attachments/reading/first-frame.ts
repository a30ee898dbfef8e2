const riffHeader = 12;
const chunkHeader = 8;
const frameHeader = 16;
const animationFlag = 0x02;
const transparencyFlag = 0x10;

/**
 * The first frame of an animated WebP, as a file of its own; any other file unchanged. This runtime
 * decodes only still images. A frame smaller than the canvas keeps its own size.
 */
export function firstFrame(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isWebp = mark(file, 0) === "RIFF" && mark(file, 8) === "WEBP";
  const flags = file[riffHeader + chunkHeader] ?? 0;
  if (!isWebp || mark(file, riffHeader) !== "VP8X" || (flags & animationFlag) === 0) return bytes;
  const frame = findFrame(file);
  return frame ? makeStill(frame) : bytes;
}

const mark = (file: Buffer, at: number) => file.toString("latin1", at, at + 4);

function findFrame(file: Buffer): Buffer | undefined {
  for (let at = riffHeader; at + chunkHeader + frameHeader <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const body = file.subarray(at + chunkHeader, at + chunkHeader + size);
    if (mark(file, at) === "ANMF" && body.length >= frameHeader) return body;
    at += chunkHeader + size + (size % 2);
  }
  return undefined;
}

/**
 * A frame header holds the position, width and height minus one in three bytes each, and the
 * duration; the data follows.
 */
function makeStill(frame: Buffer): Uint8Array<ArrayBuffer> {
  const data = frame.subarray(frameHeader);
  const still = Buffer.alloc(riffHeader + chunkHeader + 10 + data.length);
  still.write("RIFF", 0, "latin1");
  still.writeUInt32LE(still.length - chunkHeader, 4);
  still.write("WEBPVP8X", 8, "latin1");
  still.writeUInt32LE(10, 16);
  still[20] = transparencyFlag;
  frame.copy(still, 24, 6, frameHeader - 4);
  still.set(data, 30);
  return still;
}
