// Blocks rendering on purpose, so the first paint already has the right theme.
// Kept apart from the app because it has to run before it; web/theme/theme.ts uses the same key.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("chatkit.theme");
  } catch (_) {
    // Storage can be forbidden; the system's theme is used then.
  }
  var dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
