import { usePageWords } from "../../../i18n/page-words.ts";
import { en } from "./en.ts";

/** The words of the page for adding users in the current language; loaded with the page. */
export const useAddUsersWords = () => usePageWords("admin/add-users/words", en);
