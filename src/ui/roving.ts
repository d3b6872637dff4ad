/**
 * The index that an arrow, Home or End key leads to in a row of `count` items, skipping those for which `skip` is true and going round at the ends.
 * `axis` says which arrows count. Returns undefined for any other key, or when every item is skipped.
 */
export function rovingTarget(
  key: string,
  current: number,
  count: number,
  { axis = 'both', skip = () => false }: RovingOptions = {},
): number | undefined {
  const step = stepOf(key, axis);
  if (key === 'Home') return seek(0, 1, count, skip);
  if (key === 'End') return seek(count - 1, -1, count, skip);
  if (step === 0) return undefined;
  return seek(current + step, step, count, skip);
}

/** Moves the focus to the sibling number `index` (0 the first) of `node`. */
export function focusSibling(node: Element, index: number): void {
  const sibling = node.parentElement?.children[index];
  if (sibling instanceof HTMLElement) sibling.focus();
}

interface RovingOptions {
  axis?: 'horizontal' | 'vertical' | 'both' | undefined;
  skip?: ((index: number) => boolean) | undefined;
}

function stepOf(key: string, axis: 'horizontal' | 'vertical' | 'both'): -1 | 0 | 1 {
  if (axis !== 'vertical' && key === 'ArrowRight') return 1;
  if (axis !== 'vertical' && key === 'ArrowLeft') return -1;
  if (axis !== 'horizontal' && key === 'ArrowDown') return 1;
  if (axis !== 'horizontal' && key === 'ArrowUp') return -1;
  return 0;
}

function seek(from: number, step: -1 | 1, count: number, skip: (index: number) => boolean): number | undefined {
  for (let tried = 0, index = from; tried < count; tried += 1, index += step) {
    const wrapped = ((index % count) + count) % count;
    if (!skip(wrapped)) return wrapped;
  }
  return undefined;
}
