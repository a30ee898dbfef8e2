/**
 * What an API key may do: look at the owner's conversations; also write in them; and, where the
 * owner is an admin, what admins may.
 */
export const scopes = ["read", "chat", "admin"] as const;

export type Scope = (typeof scopes)[number];
