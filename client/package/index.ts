// `@chatkit/client`: connecting, calls, and what belongs to them.
export { type ChatApi, type ChatClient, connectChat, type ConnectOptions } from "../connect.ts";
export { connectWithSecret, type SecretClient, type SecretOptions } from "../connect-secret.ts";
export { createMemoryCredentials, type CredentialStorage } from "../credentials.ts";
export { type FollowedDraft, followDraft } from "../drafts/follow-draft.ts";
export { followPrompts, type PromptReader } from "../prompts/follow-prompts.ts";
export { isRetryable, RequestError, toRequestError } from "../request-error.ts";
export type {
  CallOptions,
  Mutation,
  Query,
  Subscription,
  SubscriptionObserver,
  TrackedEvent,
} from "../call-types.ts";
export type { WebSocketClass } from "../web-socket.ts";
export { type IdKind, newId } from "../../shared/ids.ts";
