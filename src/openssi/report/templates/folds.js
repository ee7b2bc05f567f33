// Folds: a link to a signal opens it, and one button opens all pillars.
(() => {
  const reveal = () => {
    const target = location.hash.startsWith("#s-") && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
    target.querySelector("summary")?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  reveal();

  const button = document.getElementById("unfold");
  const folds = [...document.querySelectorAll("details.fold")];
  const name = () => {
    button.textContent = folds.every((fold) => fold.open) ? "Close all pillars" : "Open all pillars";
  };
  button.addEventListener("click", () => {
    const open = !folds.every((fold) => fold.open);
    for (const fold of folds) fold.open = open;
  });
  for (const fold of folds) fold.addEventListener("toggle", name);
  name();
  button.hidden = false;
})();
