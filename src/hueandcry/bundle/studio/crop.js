/** Which square of the photo is kept, and how the photo is turned. Pure arithmetic in the photo's own pixels. */

const MOST_ZOOM = 8;
const LEAST_SIDE = 32;

export class Crop {
  /**
   * Begin with the largest square.
   * @param {number} width
   * @param {number} height
   * @param {number} [start] where it begins along the longer side: 0 at one end, 1 at the other
   */
  constructor(width, height, start = 0.5) {
    this.width = width;
    this.height = height;
    this.start = start;
    this.angle = 0;
    this.side = Math.min(width, height);
    this.x = 0;
    this.y = 0;
    this.reset();
  }

  /** Go back to the beginning. */
  reset() {
    this.angle = 0;
    this.side = this.most;
    this.x = this.side / 2 + (this.width - this.side) * this.start;
    this.y = this.side / 2 + (this.height - this.side) * this.start;
  }

  /** How much wider and higher than the square a box is that holds it, turned as it is. @returns {number} */
  get spread() {
    return Math.abs(Math.cos(this.angle)) + Math.abs(Math.sin(this.angle));
  }

  /** The side of the largest square that lies within the photo. @returns {number} */
  get most() {
    return Math.min(this.width, this.height) / this.spread;
  }

  /** @returns {number} */
  get least() {
    return Math.min(this.most, Math.max(LEAST_SIDE, this.most / MOST_ZOOM));
  }

  /** @returns {import("./engine.js").View} */
  get view() {
    const { x, y, side, angle } = this;
    return { x, y, side, angle };
  }

  /**
   * Move the photo under the square.
   * @param {number} right in shares of the square's side; positive moves the photo to the right
   * @param {number} down
   */
  move(right, down) {
    const [cos, sin] = [Math.cos(this.angle), Math.sin(this.angle)];
    this.place(this.x - (right * cos + down * sin) * this.side, this.y - (down * cos - right * sin) * this.side);
  }

  /**
   * Zoom in (factor over 1) or out, keeping one point where it is.
   * @param {number} factor
   * @param {number} [across] the point, in shares of the square's side
   * @param {number} [down]
   */
  zoomBy(factor, across = 0.5, down = 0.5) {
    const before = this.side;
    this.side = Math.min(this.most, Math.max(this.least, before / factor));
    const share = before / this.side - 1;
    this.move((0.5 - across) * share, (0.5 - down) * share);
  }

  /**
   * Turn the photo about the square's middle; what would leave the photo is zoomed in.
   * @param {number} radians clockwise
   */
  turnBy(radians) {
    const zoom = this.zoom;
    const full = 2 * Math.PI;
    this.angle = (((this.angle + radians) % full) + full) % full;
    // Whole quarters come out exact, so that they are drawn as sharply as the photo lies.
    const quarters = this.angle / (Math.PI / 2);
    if (Math.abs(quarters - Math.round(quarters)) < 1e-9) this.angle = (Math.round(quarters) % 4) * (Math.PI / 2);
    this.zoom = zoom;
  }

  /** How far zoomed in, from 0 (all) to 1 (closest); even steps look even. @returns {number} */
  get zoom() {
    return this.least === this.most ? 0 : Math.log(this.most / this.side) / Math.log(this.most / this.least);
  }

  set zoom(share) {
    this.side = this.most / (this.most / this.least) ** share;
    this.place(this.x, this.y);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  place(x, y) {
    const reach = (this.side * this.spread) / 2;
    this.x = Math.min(Math.max(reach, x), this.width - reach);
    this.y = Math.min(Math.max(reach, y), this.height - reach);
  }
}
