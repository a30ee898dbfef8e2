/** Longest message a person can send, in UTF-16 code units: three quarters of a frame where each takes three bytes in UTF-8. */
export const maxMessageLength = 16_000;

/** Longest reply that can be continued, in UTF-16 code units: twice what a server writes at once by default. */
export const maxContinuedLength = 2_000_000;

/** Most messages that wait in one thread: as many as fit a screen above the composer. */
export const maxQueuedMessages = 10;

/** Bytes: what sizes of files that people choose are counted in. */
export const kilobyte = 1024;

export const megabyte = 1024 * kilobyte;

/** Longest name of a file, in UTF-16 code units: as long as file systems have them. */
export const maxFileNameLength = 255;

/**
 * Every part of an upload but the last has so many bytes: less than the megabyte that proxies let
 * pass by default, and a multiple of three, so that parts in Base64 can be put one behind the other.
 */
export const attachmentPartBytes = 768 * 1024;

/** Longest thread title, in UTF-16 code units: two lines of a sidebar, and then some. */
export const maxTitleLength = 120;

/** Largest WebSocket frame a client may send, in bytes. Attachments go over HTTP. */
export const maxFrameBytes = 64 * 1024;

/** Largest body of an HTTP request, in bytes: a batch of long messages. */
export const maxBodyBytes = 1024 * 1024;

/** Most live subscriptions on one socket: the feed and the replies being watched. */
export const maxSubscriptionsPerSocket = 64;

/** Most calls under way on one socket besides its subscriptions: the client holds back what is more. */
export const maxOpenCalls = 192;

/**
 * Most calls in one frame or one HTTP batch. A reconnecting client sends all its subscriptions in
 * one frame, with the calls that wait for an answer.
 */
export const maxBatchSize = maxSubscriptionsPerSocket + 32;

/** Shortest password, in characters (OWASP ASVS 5.0, 6.2.1). */
export const minPasswordLength = 8;

/** Longest password, in characters; nothing of it is cut off. */
export const maxPasswordLength = 128;

/** Longest mail address, in characters (RFC 5321, section 4.5.3.1.3, without the brackets). */
export const maxEmailLength = 254;

/** Longest name of an API key, in UTF-16 code units. */
export const maxApiKeyNameLength = 60;

/** Deepest nesting of JSON that is read: several times what any procedure takes. */
export const maxJsonDepth = 32;
