/** In CSS pixels. */
export interface Box {
  width: number;
  height: number;
}

/** The largest size of a picture: alone in its message, and beside others. */
const alone: Box = { width: 320, height: 320 };
const amongOthers: Box = { width: 200, height: 150 };

/** The smallest side, so that a very long or thin one can still be clicked. */
const smallestSide = 48;

/** The displayed size of a picture: its proportions, within limits, and never enlarged. */
export function pictureBox({ width, height }: Box, isAlone: boolean): Box {
  const most = isAlone ? alone : amongOthers;
  const scale = Math.min(1, most.width / width, most.height / height);
  const side = (length: number) => Math.max(smallestSide, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
