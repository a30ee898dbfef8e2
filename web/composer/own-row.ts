/** What fits beside the buttons on the narrowest phones, in Latin characters. */
const besideButtons = 18;

/** Kana, Han, Hangul and full-width forms, each as wide as two Latin characters. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g;

/**
 * Whether a text needs a row of its own on a phone. A row that is there stays until half of the
 * text is gone, so that correcting a word moves nothing.
 *
 * @param had whether the text before the last change had one
 */
export function needsOwnRow(text: string, had: boolean): boolean {
  if (text.includes("\n")) return true;
  const limit = had ? besideButtons / 2 : besideButtons;
  if (text.length > limit) return true;
  return text.length + (text.match(wide)?.length ?? 0) > limit;
}
