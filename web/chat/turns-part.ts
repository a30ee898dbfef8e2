/** What shows messages, loaded together after the first paint: an empty chat shows none. */
export { createFollowScroll } from "./follow-scroll.ts";
export { CopyButton } from "./actions/message-actions.tsx";
export { Reply } from "./reply.tsx";
export { TurnList } from "./turn-list.tsx";
export { UnsentReason } from "./unsent-reason.tsx";
export { WaitingPanel } from "./waiting-panel.tsx";
