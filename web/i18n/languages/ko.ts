export { ko as app } from "../ko.ts";

export const sets = {
  chat: () => import("./ko-chat.ts"),
  pages: () => import("./ko-pages.ts"),
};
