/** Pixels of the page. */
export interface Box {
  width: number;
  height: number;
}

/** The largest a picture is shown: alone in its message, and beside others. */
const alone: Box = { width: 320, height: 320 };
const amongOthers: Box = { width: 200, height: 150 };

/** The least, so that a very long or thin one can still be hit. */
const smallestSide = 48;

/** The room that a picture of so many pixels takes in a message: its own proportions, within limits, and never enlarged. */
export function pictureBox({ width, height }: Box, isAlone: boolean): Box {
  const most = isAlone ? alone : amongOthers;
  const scale = Math.min(1, most.width / width, most.height / height);
  const side = (length: number) => Math.max(smallestSide, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
