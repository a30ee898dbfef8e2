/**
 * Longest message in UTF-16 code units: at most three quarters of an HTTP body, at three bytes each
 * in UTF-8. It is beyond what most models take at once; the reply says so where it is too long.
 */
export const maxMessageLength = 250_000;

/** A message above this length counts as a long one (`longMessage` of the rate limits). */
export const longMessageLength = 16_000;

/**
 * Longest reply that can be continued, in UTF-16 code units: twice a server's default longest
 * reply.
 */
export const maxContinuedLength = 2_000_000;

/** Most messages that a new chat from a message can start with. */
export const maxForkMessages = 5_000;

/** Most text of these, in bytes: as much as a few of the longest chats. */
export const maxForkBytes = 16_000_000;

/** Longest comment with a rating, in UTF-16 code units: a paragraph. */
export const maxCommentLength = 1_000;

/** Longest instruction for another version of a reply, in UTF-16 code units: a few sentences. */
export const maxInstructionLength = 500;

/** Maximum number of queued messages per thread: as many as fit on a screen above the composer. */
export const maxQueuedMessages = 10;

/**
 * Longest text of a thread's queued messages together, in UTF-16 code units: one of the longest and
 * some more. Every change of the queue sends all of it to each of the person's tabs.
 */
export const maxQueuedText = maxMessageLength + 50_000;

/**
 * Longest text of a draft on the server, in UTF-16 code units. Longer ones stay in their browser,
 * where a long paste becomes a file in the first place.
 */
export const maxDraftLength = 40_000;

/** Maximum number of drafts that the server keeps for one user; the oldest goes. */
export const maxDrafts = 100;

/** Maximum number of prompts of one user, and of those that are shared. */
export const maxPrompts = 200;

/** Longest fields of a prompt, in UTF-16 code units. */
export const promptLimits = { name: 60, description: 200, text: 20_000 } as const;

/** In bytes, the unit of file sizes. */
export const kilobyte = 1024;

export const megabyte = 1024 * kilobyte;

/** Longest file name in UTF-16 code units, the same as file systems'. */
export const maxFileNameLength = 255;

/**
 * Size of every part of an upload except the last, in bytes: below the megabyte that proxies allow
 * by default, and a multiple of three, so that Base64 of parts can be concatenated.
 */
export const attachmentPartBytes = 768 * 1024;

/** Longest thread title in UTF-16 code units: two lines of a sidebar, with a margin. */
export const maxTitleLength = 120;

/** Largest WebSocket frame that a client may send, in bytes. Attachments use HTTP. */
export const maxFrameBytes = 64 * 1024;

/** Largest body of an HTTP request, in bytes: a batch of long messages. */
export const maxBodyBytes = 1024 * 1024;

/** Maximum number of subscriptions on one socket: the feed and the watched replies. */
export const maxSubscriptionsPerSocket = 64;

/**
 * Maximum number of open calls on one socket besides subscriptions: the client queues further ones.
 */
export const maxOpenCalls = 192;

/**
 * Maximum number of calls in one frame or one HTTP batch. A reconnecting client sends all its
 * subscriptions in one frame, together with unanswered calls.
 */
export const maxBatchSize = maxSubscriptionsPerSocket + 32;

/** Shortest password, in characters (OWASP ASVS 5.0, 6.2.1). */
export const minPasswordLength = 8;

/** Longest password in characters; nothing is cut off. */
export const maxPasswordLength = 128;

/** Longest e-mail address in characters (RFC 5321, section 4.5.3.1.3, without the brackets). */
export const maxEmailLength = 254;

/** Longest name of an API key, in UTF-16 code units. */
export const maxApiKeyNameLength = 60;

/** Deepest accepted nesting of JSON: several times what any procedure needs. */
export const maxJsonDepth = 32;

/** Maximum number of projects of a person. */
export const maxProjects = 100;

/** Longest name of a project, in UTF-16 code units. */
export const maxProjectNameLength = 80;

/** Longest instructions of a project, in UTF-16 code units. */
export const maxProjectInstructionsLength = 8_000;

/** Maximum number of files of a project. */
export const maxProjectFiles = 20;

/** Maximum number of tags of a thread. */
export const maxTags = 10;

/** Longest tag, in UTF-16 code units. */
export const maxTagLength = 30;

/** Longest instructions of a person in each of their two fields, in UTF-16 code units. */
export const maxAboutLength = 1_500;

/** Threads changed by one call: more than fit on a screen. */
export const maxThreadsAtOnce = 100;

/** Most threads on a page of the list: some 160 kB. */
export const maxThreadsPerPage = 500;

/** Maximum number of memories of a person. */
export const maxMemories = 100;

/** Longest memory, in UTF-16 code units. */
export const maxMemoryLength = 300;

/** Maximum length of all memories of a person together, in characters: some 3,000 tokens. */
export const maxMemoryText = 12_000;

/** Most accounts that an admin creates by one call; a long list is sent in parts. */
export const mostCreatedUsers = 100;
