import type { JSX } from "solid-js";
import type { ProjectLook } from "../../shared/project-look.ts";
import { Icon } from "../ui/icons.tsx";
import { cssColorOf } from "./project-colors.ts";

/** A project's icon in its colour. Decorative: the name stands beside it. */
export function ProjectIcon(props: { look: ProjectLook; class?: string }): JSX.Element {
  return (
    <span class="flex shrink-0 text-muted" style={{ color: cssColorOf(props.look.color) }}>
      <Icon name={props.look.icon ?? "folder"} class={props.class ?? "size-4"} />
    </span>
  );
}
