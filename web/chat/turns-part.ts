/**
 * What shows messages, in one file: an empty chat shows none. Where a chat is opened, it is loaded
 * beside the app's own (`early/preload-parts.ts`).
 */
export { createFollowScroll } from "./follow-scroll.ts";
export { CopyButton } from "./actions/message-actions.tsx";
export { Reply } from "./reply.tsx";
export { TurnList } from "./turn-list.tsx";
export { UnsentReason } from "./unsent-reason.tsx";
export { WaitingPanel } from "./waiting-panel.tsx";
