/** The framed page: shows the count, and tells the page around it how high it is. Stores nothing. */
{
  /** @type {{ count: string | null, numbers: string, supporters: Record<string, string> }} */
  const settings = JSON.parse(document.getElementById("settings")?.textContent ?? "{}");

  const tell = () => {
    if (parent === window) return;
    const height = document.documentElement.getBoundingClientRect().height;
    // Only sizes and the title: whoever frames the page may know them.
    parent.postMessage({ hueHeight: height, hueTitle: document.title }, "*");
  };

  /**
   * Return the number of supporters in words; `zero` is for none in every language.
   * @param {number} n
   * @returns {string}
   */
  const inWords = (n) => {
    const category = n === 0 ? "zero" : new Intl.PluralRules(settings.numbers).select(n);
    const form = settings.supporters[category] ?? settings.supporters.other;
    return form.replace("{n}", new Intl.NumberFormat(settings.numbers).format(n));
  };

  /** @param {string} address */
  const showCount = async (address) => {
    try {
      const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
      const { supporters } = await answer.json();
      const place = document.getElementById("count");
      if (typeof supporters !== "number" || !place) return;
      place.textContent = inWords(supporters);
      place.hidden = false;
    } catch {
      // out of reach: the button works without a number
    }
  };

  if (settings.count) void showCount(settings.count);
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("load", tell);
}
