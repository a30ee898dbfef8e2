import { createUniqueId, For, type JSX } from "solid-js";
import {
  type ProjectColor,
  projectColors,
  type ProjectIcon,
  projectIcons,
} from "../../shared/project-look.ts";
import { Icon } from "../ui/icons.tsx";
import { cssColorOf } from "./project-colors.ts";
import { useProjectWords } from "./words/project-words.ts";

/** What the fields show and choose. */
export interface LookFieldsProps {
  icon: ProjectIcon;
  /** Null for that of text. */
  color: ProjectColor | null;
  onIcon: (icon: ProjectIcon) => void;
  onColor: (color: ProjectColor | null) => void;
}

/** The choice of a project's icon and its colour: two groups of radio buttons, each with a name. */
export function LookFields(props: LookFieldsProps): JSX.Element {
  const w = useProjectWords();
  const colors = [null, ...projectColors];
  return (
    <>
      <Choices legend={w("look.icon")} options={projectIcons}>
        {(icon, group) => (
          <Choice
            group={group}
            name={w(`icon.${icon}`)}
            isChosen={icon === props.icon}
            onChoose={() => props.onIcon(icon)}
          >
            <span class="flex" style={{ color: cssColorOf(props.color) }}>
              <Icon name={icon} class="size-5" />
            </span>
          </Choice>
        )}
      </Choices>
      <Choices legend={w("look.color")} options={colors}>
        {(color, group) => (
          <Choice
            group={group}
            name={color === null ? w("color.none") : w(`color.${color}`)}
            isChosen={color === props.color}
            onChoose={() => props.onColor(color)}
          >
            <span
              class={`flex size-6 items-center justify-center rounded-full bg-current text-muted`}
              style={{ color: cssColorOf(color) }}
            >
              {color === props.color ? <Icon name="check" class="size-4 text-bg" /> : null}
            </span>
          </Choice>
        )}
      </Choices>
    </>
  );
}

function Choices<T>(props: {
  legend: string;
  options: readonly T[];
  children: (option: T, group: string) => JSX.Element;
}): JSX.Element {
  const group = createUniqueId();
  return (
    <fieldset class="mt-4">
      <legend class="mb-1 text-sm font-medium">{props.legend}</legend>
      <div class="-mx-1 flex flex-wrap gap-0.5">
        <For each={props.options}>{(option) => props.children(option, group)}</For>
      </div>
    </fieldset>
  );
}

function Choice(props: {
  group: string;
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  children: JSX.Element;
}): JSX.Element {
  return (
    <label
      title={props.name}
      class="flex size-10 cursor-pointer items-center justify-center rounded-lg border-2 border-transparent hover:bg-hover has-checked:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-accent coarse:size-11"
    >
      <input
        type="radio"
        name={props.group}
        aria-label={props.name}
        checked={props.isChosen}
        class="sr-only"
        onChange={() => props.onChoose()}
      />
      {props.children}
    </label>
  );
}
