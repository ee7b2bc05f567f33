// Words that explain themselves: a press opens them without a script; here the mouse does too.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  for (const button of document.querySelectorAll("[popovertarget]")) {
    const words = document.getElementById(button.getAttribute("popovertarget"));
    let waiting = 0;
    let hovered = false;
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || words.matches(":popover-open")) return;
      waiting = setTimeout(() => {
        hovered = true;
        words.showPopover({ source: button });
      }, 250);
    });
    button.addEventListener("pointerleave", () => {
      clearTimeout(waiting);
      if (hovered) words.hidePopover();
      hovered = false;
    });
    button.addEventListener("click", () => {
      clearTimeout(waiting);
      hovered = false;
    });
  }
})();
