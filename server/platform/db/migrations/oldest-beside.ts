/**
 * Programs that know this migration, or a newer one, can run on a database of this program. Every
 * other program refuses to start there, so this decides how far back a rolling upgrade may begin.
 *
 * Raise it to the newest migration of the release before when a release is made. Raise it earlier
 * when a migration takes something away that older programs use, or when this program stops
 * writing what they read: see docs/decisions/0013-older-releases.md.
 */
export const oldestBeside = "0058_comments_index";
