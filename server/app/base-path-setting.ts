import { z } from "zod";

/** Longest path, in characters: cookies and links repeat it. */
const longest = 128;

/** A segment that is neither `.` nor `..`, which browsers resolve away. */
const segment = /^(?!\.{1,2}$)[\w.~-]+$/;

/**
 * `BASE_PATH`: the path that the server is below, such as `/chat`. Only characters that mean
 * themselves in URLs, cookies and HTML.
 */
export function basePath() {
  return z
    .string()
    .trim()
    .superRefine((path, context) => {
      const problem = problemOf(path);
      if (problem !== null) context.addIssue(problem);
    });
}

function problemOf(path: string): string | null {
  if (!path.startsWith("/")) return "has to start with /, such as /chat";
  if (path === "/") return "is not needed for the root: leave it out";
  if (path.endsWith("/")) return "must not end with /";
  if (path.length > longest) return `has to be at most ${longest} characters long`;
  const isPlain = path
    .slice(1)
    .split("/")
    .every((part) => segment.test(part));
  return isPlain ? null : "may have only letters, digits, . _ ~ and - between its slashes";
}
