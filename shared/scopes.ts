/**
 * Permissions of an API key: read the owner's chats; also write in them; and, if the owner is an
 * admin, administer the server.
 */
export const scopes = ["read", "chat", "admin"] as const;

export type Scope = (typeof scopes)[number];
