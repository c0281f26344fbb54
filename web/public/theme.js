// Runs before the first paint, so that a chosen theme never flashes in the other one. Mirrors src/app/theme/colorScheme.ts.
(() => {
  const chosen = localStorage.getItem("footpath.theme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
})();
