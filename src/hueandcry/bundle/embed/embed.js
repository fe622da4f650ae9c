/**
 * Puts a campaign's button where this script stands:
 *   <script src="…/c/slug/embed.js" data-language="ar" async></script>
 * or, from a server's root, <script src="…/embed.js" data-campaign="slug" data-language="ar" async></script>.
 * It stores nothing and sends nothing.
 */
{
  const HEIGHT = 420;
  const TALLEST = 1200;
  // Without an origin of its own the frame can keep nothing; it opens the campaign in a tab that may.
  const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

  /**
   * Return the folder that holds the campaign's languages.
   * @param {HTMLScriptElement} script
   * @returns {URL}
   */
  const campaignOf = (script) =>
    new URL(script.dataset.campaign ? `c/${encodeURIComponent(script.dataset.campaign)}/` : ".", script.src);

  /**
   * Return the language to show: the one asked for, else that of the text around the script.
   * @param {HTMLScriptElement} script
   * @returns {string}
   */
  const languageOf = (script) => {
    const around = /** @type {HTMLElement | null} */ (script.closest("[lang]"));
    return script.dataset.language || (around?.lang || "en").split("-")[0].toLowerCase();
  };

  /**
   * @param {HTMLScriptElement} script
   * @returns {HTMLIFrameElement}
   */
  const frameFor = (script) => {
    const frame = document.createElement("iframe");
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    frame.setAttribute("sandbox", SANDBOX);
    frame.title = script.dataset.title || "Hue & Cry";
    frame.style.cssText = `border: 0; inline-size: 100%; max-inline-size: 32rem; block-size: ${HEIGHT}px`;
    frame.src = new URL(`${encodeURIComponent(languageOf(script))}/embed/`, campaignOf(script)).href;
    return frame;
  };

  /**
   * Let the framed page say how high it is and what it is called, and nothing else.
   * @param {HTMLIFrameElement} frame
   */
  const listen = (frame) => {
    addEventListener("message", ({ source, data }) => {
      if (source !== frame.contentWindow || typeof data?.hueHeight !== "number") return;
      if (data.hueHeight > 0) frame.style.blockSize = `${Math.min(Math.ceil(data.hueHeight), TALLEST)}px`;
      if (typeof data.hueTitle === "string" && data.hueTitle) frame.title = data.hueTitle.slice(0, 200);
    });
  };

  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) {
    const frame = frameFor(script);
    listen(frame);
    if (script.closest("body")) script.replaceWith(frame);
    else addEventListener("DOMContentLoaded", () => document.body.append(frame));
  }
}
