/**
 * The path that the app is below, such as `/chat`; empty at the root of its host. The worker is right
 * below it.
 *
 * @param worker the address of the worker's script
 */
export function baseOf(worker: Pick<Location, "pathname">): string {
  return worker.pathname.replace(/\/[^/]*$/, "");
}
