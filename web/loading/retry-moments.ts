import { type Accessor, createContext } from "solid-js";

const never: Accessor<unknown> = () => null;

/**
 * A signal that changes when a part of the app that failed to load may load again: the state of the
 * connection. Provided by the app.
 */
export const RetryMoments = createContext<Accessor<unknown>>(never);
