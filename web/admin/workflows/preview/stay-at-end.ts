/** Distance from the end, in CSS pixels, within which the user is reading the newest text. */
const nearPx = 48;

/**
 * Keeps the newest text in view while the user reads at the end. Returns a function that stops it.
 *
 * @param of.applies whether there is an end to stay at
 */
export function stayAtEnd(of: {
  scroller: HTMLElement;
  content: HTMLElement;
  applies: () => boolean;
}): () => void {
  const { scroller, content, applies } = of;
  let atEnd = true;
  const onScroll = () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx;
  };
  const observer = new ResizeObserver(() => {
    if (atEnd && applies()) scroller.scrollTop = scroller.scrollHeight;
  });
  observer.observe(content);
  scroller.addEventListener("scroll", onScroll, { passive: true });
  return () => {
    observer.disconnect();
    scroller.removeEventListener("scroll", onScroll);
  };
}
