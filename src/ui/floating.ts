import type { Attachment } from 'svelte/attachments';
import { placePopup, type Box } from './placePopup.ts';

/** A taller list is no easier to read, and hides what it belongs to. In px. */
const TALLEST = 400;

/**
 * Keeps a popup beside its anchor, above everything else and unclipped: in the browser's top layer where it has one
 * (the element carries `popover="manual"`), else by fixed position. Follows scrolling, resizing and the soft keyboard.
 */
export function floating(
  anchor: () => HTMLElement | undefined,
  align: 'start' | 'end' | 'fill' = 'start',
): Attachment<HTMLElement> {
  return (node) => {
    node.style.position = 'fixed';
    node.style.inset = 'auto';
    if (typeof node.showPopover === 'function') node.showPopover();

    function place() {
      const target = anchor();
      if (!target) return;
      node.style.maxHeight = '';
      const natural = node.getBoundingClientRect();
      const { left, top, bottom, width, maxHeight } = placePopup(
        target.getBoundingClientRect(),
        { width: natural.width, height: Math.min(natural.height, TALLEST) },
        visibleBox(),
        document.documentElement.clientHeight,
        align,
      );
      node.style.left = `${left}px`;
      node.style.top = top === undefined ? 'auto' : `${top}px`;
      node.style.bottom = bottom === undefined ? 'auto' : `${bottom}px`;
      node.style.maxHeight = `${Math.min(maxHeight, TALLEST)}px`;
      if (width !== undefined) node.style.width = `${width}px`;
    }
    function onscroll(event: Event) {
      if (event.target !== node) place();
    }

    place();
    const sizes = new ResizeObserver(place);
    const target = anchor();
    if (target) sizes.observe(target);
    const contents = new MutationObserver(place);
    contents.observe(node, { childList: true, subtree: true, characterData: true });
    window.addEventListener('resize', place);
    document.addEventListener('scroll', onscroll, { capture: true, passive: true });
    window.visualViewport?.addEventListener('resize', place);
    window.visualViewport?.addEventListener('scroll', place);
    return () => {
      sizes.disconnect();
      contents.disconnect();
      window.removeEventListener('resize', place);
      document.removeEventListener('scroll', onscroll, { capture: true });
      window.visualViewport?.removeEventListener('resize', place);
      window.visualViewport?.removeEventListener('scroll', place);
    };
  };
}

function visibleBox(): Box {
  const view = window.visualViewport;
  if (!view) return { left: 0, top: 0, width: window.innerWidth, height: window.innerHeight };
  return { left: view.offsetLeft, top: view.offsetTop, width: view.width, height: view.height };
}
