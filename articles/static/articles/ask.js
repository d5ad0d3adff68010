// While a question is typed: what has been asked or answered already. Without this script the same is shown on "Send".
"use strict";
{
  const form = document.querySelector("form[data-similar]");
  const box = form.elements.text;
  const place = document.getElementById("similar");
  let timer = 0;
  let asked = "";
  let request = null;

  const seen = document.createElement("input");
  seen.type = "hidden";
  seen.name = "sure";
  seen.value = "1";

  // Who has the nearest questions before their eyes is not asked about them once more.
  const show = (html) => {
    place.innerHTML = html;
    place.hidden = !html.trim();
    if (html.trim()) form.append(seen);
  };

  const look = async () => {
    const text = box.value.trim().slice(0, 300);
    if (text === asked) return;
    asked = text;
    request?.abort();
    if (text.split(/\s+/).length < 3) return show("");
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.similar}?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (answer.ok) show(await answer.text());
    } catch {
      // Stopped by newer words, or offline: the form works without.
    }
  };

  box.addEventListener("input", () => {
    seen.remove();
    clearTimeout(timer);
    timer = setTimeout(look, 500);
  });
}
