// The saved list lives in this browser only, put there by reader.js: [{slug, title}, …] under "saved".
(() => {
  const read = () => {
    try {
      const list = JSON.parse(localStorage.getItem("saved"));
      return Array.isArray(list) ? list.filter((item) => /^[-\w]+$/.test(item?.slug)) : [];
    } catch {
      return [];
    }
  };
  const show = (slugs) => {
    const query = slugs.slice(0, 30).map((slug) => "q=" + encodeURIComponent(slug)).join("&");
    location.replace(location.pathname + (query && "?" + query));
  };
  const asked = new URLSearchParams(location.search).getAll("q");
  if (!asked.length) {
    if (read().length) show(read().map((item) => item.slug));
    return;
  }
  const mine = read();
  for (const button of document.querySelectorAll("button[data-unsave]")) {
    const slug = button.dataset.unsave;
    if (!mine.some((item) => item.slug === slug)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      localStorage.setItem("saved", JSON.stringify(read().filter((item) => item.slug !== slug)));
      show(asked.filter((other) => other !== slug));
    });
  }
})();
