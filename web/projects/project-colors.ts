import type { ProjectColor } from "../../shared/project-look.ts";

/** A colour in the light and in the dark scheme; each has the contrast of text on every background. */
export const projectColorOf: Record<ProjectColor, { light: string; dark: string }> = {
  red: { light: "#b42318", dark: "#ff8f86" },
  orange: { light: "#a84300", dark: "#ffab70" },
  yellow: { light: "#7d5a00", dark: "#f0cb55" },
  green: { light: "#1b6e31", dark: "#7fd48f" },
  teal: { light: "#0b6e69", dark: "#5cc9c0" },
  blue: { light: "#1a5bbf", dark: "#8ab4ff" },
  purple: { light: "#7438c4", dark: "#c9a6ff" },
  pink: { light: "#ad2069", dark: "#ff9cc8" },
};

/** A value of `color` that follows the scheme; without a colour, that of the text around. */
export function cssColorOf(color: ProjectColor | null | undefined): string | undefined {
  if (!color) return undefined;
  const { light, dark } = projectColorOf[color];
  return `light-dark(${light}, ${dark})`;
}
