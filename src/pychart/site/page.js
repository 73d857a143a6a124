"use strict";
(() => {
  const field = document.getElementById("search");
  const count = document.getElementById("count");
  const none = document.getElementById("none");
  const charts = [...document.querySelectorAll("article[data-words]")];

  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const chart of charts) {
      const fits = words.every((word) => chart.dataset.words.includes(word));
      chart.hidden = !fits;
      shown += fits;
    }
    none.hidden = shown > 0 || charts.length === 0;
    count.textContent = words.length ? `${shown} of ${charts.length}` : "";
  };

  field.form.hidden = false;
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    const busy = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape" && document.activeElement === field) {
      field.value = "";
      show();
    }
  });

  if (/^https?:$/.test(location.protocol)) {
    const here = location.origin + location.pathname.replace(/\/[^/]*$/, "");
    for (const place of document.querySelectorAll("[data-here]")) place.textContent = here;
  }

  for (const box of document.querySelectorAll(".command")) {
    const text = box.querySelector("code");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    box.append(button);
  }
  show();
})();
