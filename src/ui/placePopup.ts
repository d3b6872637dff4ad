/** A rectangle in CSS pixels of the layout viewport. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a popup goes: `top` for one below its anchor, `bottom` (from the foot of `frameHeight`) for one above it. */
export interface Place {
  left: number;
  top: number | undefined;
  bottom: number | undefined;
  width: number | undefined;
  maxHeight: number;
}

const GAP = 6;
const MARGIN = 8;

/**
 * Places a popup beside `anchor` inside the part of the window that can be seen (`visible`; a soft keyboard makes it smaller).
 * Below is preferred; above is taken when the popup does not fit below and there is more room above.
 * @param popup its natural size in px
 * @param frameHeight height of the layout viewport in px, from which `bottom` is measured
 * @param align which edges meet; `fill` gives the popup the anchor's width
 */
export function placePopup(
  anchor: Box,
  popup: { width: number; height: number },
  visible: Box,
  frameHeight: number,
  align: 'start' | 'end' | 'fill',
): Place {
  const below = visible.top + visible.height - (anchor.top + anchor.height) - GAP - MARGIN;
  const above = anchor.top - visible.top - GAP - MARGIN;
  const goesBelow = popup.height <= below || below >= above;
  const width = align === 'fill' ? Math.min(anchor.width, visible.width - 2 * MARGIN) : undefined;
  const used = width ?? popup.width;
  const wanted = align === 'end' ? anchor.left + anchor.width - used : anchor.left;
  const rightmost = visible.left + visible.width - MARGIN - used;
  return {
    left: Math.max(visible.left + MARGIN, Math.min(wanted, rightmost)),
    top: goesBelow ? anchor.top + anchor.height + GAP : undefined,
    bottom: goesBelow ? undefined : frameHeight - anchor.top + GAP,
    width,
    maxHeight: Math.max(0, goesBelow ? below : above),
  };
}
