// Where the eye stands, and how hand, finger and key move it. Knows nothing of what is drawn.
import { VIEWS, along, basis } from "./views.js";

export const TURN = 10; // degrees a step turns
export const SHIFT = 20; // px a step moves
export const ZOOM = 1.15;
export const FLIGHT = 450; // ms to another view
const STEP = 140; // ms of one step
const CLICK = 4; // px a pointer may stray and still click

const VIEW_KEYS = Object.keys(VIEWS).map((_, k) => String(k + 1));

export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Orbit {
  /** `on` holds `move()`, `free()`, `view(name)`, `home()`, `escape()`, `click(x, y)`, `drag(is)`. */
  constructor(canvas, fov, on) {
    Object.assign(this, { canvas, fov, on });
    this.stand = { azimuth: 0, elevation: 0, distance: 500, target: [0, 0, 0] };
    this.radius = 100;
    this.pointers = new Map();
    this.flight = 0;
    canvas.addEventListener("pointerdown", (e) => this.#down(e));
    canvas.addEventListener("pointermove", (e) => this.#drag(e));
    canvas.addEventListener("pointerup", (e) => this.#up(e));
    canvas.addEventListener("pointercancel", (e) => this.#up(e));
    canvas.addEventListener("contextmenu", (e) => e.preventDefault());
    canvas.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
    canvas.addEventListener("keydown", (e) => this.#key(e));
  }

  /** Go to a stand, smoothly where motion is welcome. */
  fly(to, isSudden = false, ms = FLIGHT) {
    this.stop();
    if (isSudden || isCalm()) return this.#set(to);
    this.goal = to;
    const from = this.stand;
    const around = ((((to.azimuth - from.azimuth) % 360) + 540) % 360) - 180;
    const start = performance.now();
    const step = (now) => {
      const t = Math.min(1, Math.max(0, (now - start) / ms));
      if (t === 1) {
        this.flight = 0;
        return this.#set(to); // exactly: mixing leaves a rest of rounding
      }
      const s = t * t * (3 - 2 * t);
      const mix = (a, b) => a + (b - a) * s;
      this.#set({
        azimuth: from.azimuth + around * s,
        elevation: mix(from.elevation, to.elevation),
        distance: mix(from.distance, to.distance),
        target: from.target.map((x, i) => mix(x, to.target[i])),
      });
      this.flight = requestAnimationFrame(step);
    };
    this.flight = requestAnimationFrame(step);
  }

  stop() {
    cancelAnimationFrame(this.flight);
    this.flight = 0;
  }

  /** A free move, smooth where that is welcome; moves that follow fast add up. */
  ease(change, ms = STEP) {
    const from = this.flight ? this.goal : this.stand;
    this.stop();
    this.on.free();
    this.fly({ ...from, ...change(from) }, false, ms);
  }

  turn = (azimuth, elevation) => this.ease((stand) => this.#turned(stand, azimuth, elevation));
  pan = (dx, dy) => this.ease((stand) => this.#panned(stand, dx, dy));
  zoom = (factor) => this.ease((stand) => this.#zoomed(stand, factor));

  #turned({ azimuth, elevation }, dAzimuth, dElevation) {
    const e = Math.min(90, Math.max(-90, elevation + dElevation));
    return { azimuth: azimuth + dAzimuth, elevation: e };
  }

  #panned(stand, dx, dy) {
    const { right, up } = basis(stand);
    const mm = this.#mmPerPixel(stand);
    return { target: along(along(stand.target, right, -dx * mm), up, dy * mm) };
  }

  #zoomed(stand, factor) {
    const [near, far] = [this.radius * 0.1, this.radius * 14];
    return { distance: Math.min(far, Math.max(near, stand.distance * factor)) };
  }

  #mmPerPixel({ distance }) {
    const half = Math.tan((this.fov * Math.PI) / 360);
    return (2 * distance * half) / Math.max(1, this.canvas.clientHeight);
  }

  #set(change) {
    this.stand = { ...this.stand, ...change };
    this.on.move();
  }

  #free(change) {
    this.stop();
    this.on.free();
    this.#set(change);
  }

  #down(e) {
    this.canvas.focus({ preventScroll: true });
    this.canvas.setPointerCapture(e.pointerId);
    this.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    this.start = this.pointers.size === 1 ? { x: e.clientX, y: e.clientY } : null;
  }

  #drag(e) {
    const last = this.pointers.get(e.pointerId);
    if (!last) return;
    if (this.start) {
      const strayed = Math.hypot(e.clientX - this.start.x, e.clientY - this.start.y);
      if (strayed <= CLICK) return;
      this.start = null;
      this.on.drag(true);
    }
    const [dx, dy] = [e.clientX - last.x, e.clientY - last.y];
    const others = [...this.pointers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    this.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (others.length) {
      const apart = (p) => Math.hypot(p.x - others[0].x, p.y - others[0].y);
      const factor = apart(last) / Math.max(1, apart({ x: e.clientX, y: e.clientY }));
      this.#free(this.#zoomed(this.stand, factor));
      this.#free(this.#panned(this.stand, dx / 2, dy / 2));
    } else if (e.shiftKey || e.buttons & 6) {
      this.#free(this.#panned(this.stand, dx, dy));
    } else {
      this.#free(this.#turned(this.stand, -dx * 0.4, dy * 0.4));
    }
  }

  #up(e) {
    const isClick = this.start && e.type === "pointerup" && e.button === 0;
    this.pointers.delete(e.pointerId);
    this.start = null;
    if (!this.pointers.size) this.on.drag(false);
    if (isClick) this.on.click(e.clientX, e.clientY);
  }

  // A page should scroll past the view: the wheel is ours only after a click or tab into it.
  #wheel(e) {
    if (document.activeElement !== this.canvas && !e.ctrlKey) return;
    e.preventDefault();
    const lines = e.deltaMode === 1 ? 16 : 1;
    const factor = Math.exp(Math.max(-120, Math.min(120, e.deltaY * lines)) * 0.0015);
    this.#free(this.#zoomed(this.stand, factor));
  }

  #key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const arrows = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    if (e.key in arrows) {
      const [x, y] = arrows[e.key];
      if (e.shiftKey) this.pan(x * SHIFT, y * SHIFT);
      else this.turn(-x * TURN, y * TURN);
    } else if (e.key === "+" || e.key === "=") this.zoom(1 / ZOOM);
    else if (e.key === "-" || e.key === "_") this.zoom(ZOOM);
    else if (e.key === "0" || e.key === "Home") this.on.home();
    else if (e.key === "Escape") this.on.escape();
    else if (VIEW_KEYS.includes(e.key)) this.on.view(Object.keys(VIEWS)[e.key - 1]);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }
}
