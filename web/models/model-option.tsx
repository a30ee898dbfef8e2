import { type JSX, Show } from "solid-js";
import type { OfferedModel } from "../../shared/model.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Icon } from "../ui/icons.tsx";
import { usePickerWords } from "./words/picker-words.ts";

export interface ModelOptionProps {
  id: string;
  model: OfferedModel;
  /** Its place among all models, of which the page may hold only some. */
  place: number;
  total: number;
  /** Whether the keyboard's focus is on it. */
  active: boolean;
  /** The current choice. */
  chosen: boolean;
  /** Shown below the name instead of the abilities. */
  note?: string;
  onPoint: () => void;
  onChoose: () => void;
}

/** One model of the list, with its abilities in a few words. */
export function ModelOption(props: ModelOptionProps): JSX.Element {
  const details = useDetails();
  return (
    <div
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.chosen}
      aria-posinset={props.place}
      aria-setsize={props.total}
      class="flex min-h-9 cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm select-none coarse:min-h-11"
      classList={{ "bg-hover": props.active }}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.onChoose()}
    >
      <span class="flex size-4 shrink-0 items-center">
        <Show when={props.chosen}>
          <Icon name="check" class="size-4 text-accent" />
        </Show>
      </span>
      <span class="min-w-0 flex-1">
        <span class="block wrap-anywhere">
          <bdi>{props.model.title ?? props.model.name}</bdi>
        </span>
        <Show when={props.note ?? details(props.model)}>
          {(text) => <span class="block text-xs text-muted">{text()}</span>}
        </Show>
      </span>
    </div>
  );
}

/** The abilities and the price of a model in words, in the current language. */
function useDetails(): (model: OfferedModel) => string {
  const w = usePickerWords();
  const { locale } = useI18n();
  const count = (tokens: number) =>
    new Intl.NumberFormat(locale(), { notation: "compact", maximumFractionDigits: 1 }).format(
      tokens,
    );
  const dollars = (amount: number) =>
    new Intl.NumberFormat(locale(), {
      style: "currency",
      currency: "USD",
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: 0,
      maximumFractionDigits: amount < 1 ? 3 : 2,
    }).format(amount);
  return ({ vision, tools, reasoning, contextWindow, price }) =>
    [
      ...(contextWindow === undefined ? [] : [w("picker.window", count(contextWindow))]),
      ...(vision ? [w("picker.vision")] : []),
      ...(reasoning ? [w("picker.reasoning")] : []),
      ...(tools ? [w("picker.tools")] : []),
      ...(price ? [w("picker.price", dollars(price.input), dollars(price.output))] : []),
    ]
      // Lines break between two of them only: half a price is no price.
      .map((fact) => fact.replaceAll(" ", "\u00a0"))
      .join(" · ");
}
