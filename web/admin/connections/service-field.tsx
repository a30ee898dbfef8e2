import { For, type JSX } from "solid-js";
import { inputClass, Labelled, useIds } from "../../account/field.tsx";
import { type Service, services } from "./services.ts";
import { useConnectionWords } from "./words/connection-words.ts";

/** The choice of what is connected. */
export function ServiceField(props: {
  service: Service;
  onChoose: (service: Service) => void;
}): JSX.Element {
  const w = useConnectionWords();
  const ids = useIds();
  return (
    <Labelled label={w("service")} ids={ids}>
      <select
        id={ids.input}
        class={inputClass}
        onChange={(event) => {
          const chosen = services.find(({ id }) => id === event.currentTarget.value);
          if (chosen) props.onChoose(chosen);
        }}
      >
        <For each={services}>
          {(service) => (
            <option value={service.id} selected={service.id === props.service.id}>
              {service.name ?? w("other")}
            </option>
          )}
        </For>
      </select>
    </Labelled>
  );
}
