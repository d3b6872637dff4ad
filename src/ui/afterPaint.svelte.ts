/** Runs something when the frame under way is painted: what a tap changed is seen first. Returns what calls it off. */
export function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(run)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * A value that follows its source one frame later, for what stands beside a control and follows from it (a total, a count):
 * what was tapped answers first. Made while a component is set up.
 */
export class AFrameLater<T> {
  #current = $state.raw() as T;

  constructor(source: () => T) {
    this.#current = source();
    // The frames of the window.
    $effect(() => {
      const value = source();
      return afterPaint(() => (this.#current = value));
    });
  }

  get current(): T {
    return this.#current;
  }
}
