// The saved list lives in this browser only, put there by reader.js: [{slug, title}, …] under "saved".
(() => {
  const read = () => {
    let list;
    try {
      list = JSON.parse(localStorage.getItem("saved"));
    } catch (error) {
      // Nonsense is an empty list; a browser that keeps nothing is told of.
      if (!(error instanceof SyntaxError)) document.querySelector("[data-no-storage]").hidden = false;
    }
    return Array.isArray(list) ? list.filter((item) => /^[-\w]+$/.test(item?.slug ?? "")) : [];
  };
  const show = (slugs) => {
    const query = slugs.slice(0, 30).map((slug) => "q=" + encodeURIComponent(slug)).join("&");
    location.replace(location.pathname + (query && "?" + query));
  };
  const asked = new URLSearchParams(location.search).getAll("q");
  const mine = read().map((item) => item.slug);
  if (!asked.length) {
    if (mine.length) show(mine);
    return;
  }
  for (const button of document.querySelectorAll("button[data-unsave]")) {
    const slug = button.dataset.unsave;
    if (!mine.includes(slug)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      localStorage.setItem("saved", JSON.stringify(read().filter((item) => item.slug !== slug)));
      show(asked.filter((other) => other !== slug));
    });
  }
})();
