// The live history: its code is text until shortly before it comes into sight, so that the first
// screen waits neither for its reading nor for its drawing.
(() => {
  const code = document.getElementById("live-code");
  if (!code) return;
  const start = () => document.head.append(Object.assign(document.createElement("script"), { textContent: code.textContent }));
  const sight = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    sight.disconnect();
    start();
  }, { rootMargin: "300px" });
  sight.observe(document.getElementById("history").closest("section"));
})();
