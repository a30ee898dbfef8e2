/**
 * Whether a word that a translation lacks fails `bun run check`. Otherwise it is reported, and
 * shown in English.
 */
export const mustBeComplete: boolean = true;
