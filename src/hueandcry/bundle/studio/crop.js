/** Which square of the photo is kept. Pure arithmetic in the photo's own pixels. */

const MOST_ZOOM = 8;
const LEAST_SIDE = 32;

export class Crop {
  /**
   * Begin with the largest square in the middle.
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.most = Math.min(width, height);
    this.least = Math.min(this.most, Math.max(LEAST_SIDE, this.most / MOST_ZOOM));
    this.side = this.most;
    this.x = (width - this.side) / 2;
    this.y = (height - this.side) / 2;
  }

  /**
   * Move the photo under the square.
   * @param {number} right in shares of the square's side; positive moves the photo to the right
   * @param {number} down
   */
  move(right, down) {
    this.place(this.x - right * this.side, this.y - down * this.side);
  }

  /**
   * Zoom in (factor over 1) or out, keeping one point where it is.
   * @param {number} factor
   * @param {number} [across] the point, in shares of the square's side
   * @param {number} [down]
   */
  zoomBy(factor, across = 0.5, down = 0.5) {
    const side = Math.min(this.most, Math.max(this.least, this.side / factor));
    const [x, y] = [this.x + (this.side - side) * across, this.y + (this.side - side) * down];
    this.side = side;
    this.place(x, y);
  }

  /** How far zoomed in, from 0 (all) to 1 (closest); even steps look even. */
  get zoom() {
    return this.least === this.most ? 0 : Math.log(this.most / this.side) / Math.log(this.most / this.least);
  }

  set zoom(share) {
    const side = this.most / (this.most / this.least) ** share;
    this.zoomBy(this.side / side);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  place(x, y) {
    this.x = Math.min(Math.max(0, x), this.width - this.side);
    this.y = Math.min(Math.max(0, y), this.height - this.side);
  }
}
