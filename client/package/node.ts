// `@chatkit/client/node`: what only a program outside a browser has.
export { configFolder, createFileCredentials } from "../terminal/credentials-file.ts";
