import type { S3Server } from "./s3-server.ts";

/** The environment variables that lead to a server, as an operator sets them. */
export function s3Settings(server: S3Server): Record<string, string> {
  return {
    S3_ENDPOINT: server.endpoint,
    S3_ACCESS_KEY_ID: server.accessKeyId,
    S3_SECRET_ACCESS_KEY: server.secretAccessKey,
  };
}

/** The same as the program reads them. */
export function s3Access(server: S3Server) {
  const { endpoint, accessKeyId, secretAccessKey } = server;
  return { endpoint, region: null, accessKeyId, secretAccessKey, sessionToken: null };
}
