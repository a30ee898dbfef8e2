/** Longest wait on a page that is not painted, in milliseconds: a hidden one gets no frames. */
const hiddenMs = 250;

/**
 * Runs a task once the browser has painted what is on the page now. What the next two frames bring,
 * such as Markdown that is rendered off the page, comes before it. Returns a function that cancels
 * the task.
 */
export function afterPaint(task: () => void): () => void {
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = () => {
    stop();
    task();
  };
  const timer = setTimeout(run, hiddenMs);
  frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(run);
  });
  return stop;
}
