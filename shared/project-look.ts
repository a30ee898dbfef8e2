/** The colours that a project's icon can have. */
export const projectColors = [
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
] as const;

/** The icons that a project can have. */
export const projectIcons = [
  "folder",
  "briefcase",
  "book",
  "cap",
  "code",
  "chart",
  "flask",
  "home",
  "heart",
  "plane",
  "music",
  "star",
] as const;

export type ProjectColor = (typeof projectColors)[number];
export type ProjectIcon = (typeof projectIcons)[number];

/**
 * How a project looks: without a colour like the text beside it, without an icon like a folder.
 * Omitted and null are the same.
 */
export interface ProjectLook {
  color?: ProjectColor | null | undefined;
  icon?: ProjectIcon | null | undefined;
}
