// Sections below the first screen are laid out one a frame, so that the page is drawn and answers
// meanwhile; from then on it is whole for a screenshot and a search. A link into the page needs all of them.
(() => {
  const later = [...document.querySelectorAll("main > section")];
  const lay = () => later.shift().classList.add("laid");
  const next = () => {
    if (!later.length) return;
    lay();
    requestAnimationFrame(next);
  };
  if (location.hash) while (later.length) lay();
  addEventListener("load", () => setTimeout(next, 100));
})();
