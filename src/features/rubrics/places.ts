import type { DraftPlace } from '../../domain/rubric-checks.ts';

/** The id of the element that shows a place of the draft. */
export function placeId(place: DraftPlace): string {
  return 'id' in place ? `place-${place.part}-${place.id}` : `place-${place.part}`;
}

/** Scrolls a place into view and puts the focus on its first field. */
export function showPlace(place: DraftPlace): void {
  const element = document.getElementById(placeId(place));
  if (!element) return;
  const field = element.querySelector<HTMLElement>('input, textarea, select, button');
  field?.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
}

/** After a move: the focus stays on the button that moved the thing, or goes to its opposite at the end of the list. */
export function keepMoving(place: DraftPlace, by: -1 | 1): void {
  const element = document.getElementById(placeId(place));
  const button = (step: number) => element?.querySelector<HTMLElement>(`[data-move="${step}"]:not(:disabled)`);
  (button(by) ?? button(-by))?.focus();
}
