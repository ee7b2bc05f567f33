// Sections below the first screen are laid out one a frame, so that the page is drawn and answers
// meanwhile; from then on it is whole for a screenshot and a search.
(() => {
  const later = [...document.querySelectorAll("main > section")];
  const next = () => {
    const section = later.shift();
    if (!section) return;
    section.classList.add("laid");
    requestAnimationFrame(next);
  };
  const begin = () => setTimeout(() => requestAnimationFrame(next), 100);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
