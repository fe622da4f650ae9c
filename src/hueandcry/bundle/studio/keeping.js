/** What a person may ask this device to keep, each by its own button, and the one that forgets it all. */

import { Kept } from "./kept.js";
import { at, download, say, settings, show, texts } from "./page.js";
import { reminderFile } from "./reminder.js";
import { unmark } from "./trail.js";

export class Keeping {
  /**
   * @param {import("./tally.js").Tally} tally
   * @param {import("./painter.js").Painter} painter
   * @param {() => Blob | null} photo the one that was chosen
   * @param {() => void} forgotten called when everything is
   */
  constructor(tally, painter, photo, forgotten) {
    this.tally = tally;
    this.kept = new Kept(settings.slug, new URL("../", document.baseURI), painter);
    this.photo = photo;
    this.forgotten = forgotten;
    this.keepsAnything = false;
    at("keep-original").addEventListener("click", () => void this.keepOriginal());
    at("take-original").addEventListener("click", () => void this.takeOriginal());
    at("keep-page").addEventListener("click", () => void this.keepPage());
    for (const button of document.querySelectorAll("button[data-days]")) {
      const days = Number(/** @type {HTMLElement} */ (button).dataset.days);
      button.addEventListener("click", () => this.remind(days));
    }
    at("forget").addEventListener("click", () => void this.forget());
  }

  /** Show what is kept, and what could be. */
  async refresh() {
    const original = await this.kept.original();
    const hasPage = await this.kept.hasPage();
    this.keepsAnything = original !== null || hasPage;
    show(original !== null, "original");
    show(this.photo() !== null && original === null && this.kept.canKeepOriginal, "keep-original");
    show(this.kept.canKeepPage && !hasPage, "keep-page");
    show(this.tally.remembers || this.keepsAnything, "forget");
  }

  /** A kept page is kept anew when it has changed. */
  async renew() {
    // Only with the network there; without it the old copy is the one to have.
    if (await this.kept.hasPage()) await this.kept.keepPage(settings.keep).catch(() => {});
  }

  async keepOriginal() {
    const photo = this.photo();
    if (!photo) return;
    await this.done(this.kept.keepOriginal(photo), texts.original_kept);
  }

  async takeOriginal() {
    const original = await this.kept.original();
    if (original) download(original, "photo.jpg");
  }

  async keepPage() {
    await this.done(this.kept.keepPage(settings.keep), texts.page_kept);
  }

  /**
   * @param {Promise<void>} work
   * @param {string} words
   */
  async done(work, words) {
    try {
      await work;
      say(words);
    } catch {
      say(texts.cannot_keep);
    }
    await this.refresh();
  }

  /** @param {number} days */
  remind(days) {
    download(new Blob([reminderFile(days, texts.change_picture)], { type: "text/calendar" }), "reminder.ics");
    say(texts.reminder_made);
  }

  async forget() {
    this.tally.forget();
    unmark();
    await this.kept.forget();
    this.forgotten();
    await this.refresh();
    say(texts.forgotten);
  }
}
