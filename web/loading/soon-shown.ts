/**
 * The parts that a chat page shows right after its first paint, below `web/`. They are built into
 * one file: with what they share, each in a file of its own, they were forty, and finding them took
 * a new tab longer than drawing the messages.
 */
const parts: readonly string[] = [
  "app/background.tsx",
  "chat/compare/version-actions.tsx",
  "chat/model-line.tsx",
  "chat/more/more-menu.tsx",
  "chat/older-messages.tsx",
  "chat/reply-aids.tsx",
  "chat/temporary/temporary-control.tsx",
  "composer/dictation/dictation-button.tsx",
  "shared/provisional-title.ts",
  "sidebar/folders/project-folders.tsx",
  "sidebar/list-menu.tsx",
  "sidebar/settings-menu.tsx",
  "sidebar/place-change.ts",
  "sidebar/sidebar-edge.tsx",
  "sidebar/tags/tag-filter.tsx",
  "sidebar/thread-list.tsx",
  "sidebar/thread-menu.tsx",
  "ui/late-icons.ts",
];

/** Whether a module, by its path, is one of them. */
export function isSoonShown(id: string): boolean {
  const path = id.replaceAll("\\", "/");
  return parts.some((part) => path.endsWith(`/${part}`));
}
