class Announcements {
  /** The sentence that the live region holds. */
  text = $state('');
}

/** What `Announcer.svelte` shows to screen readers. */
export const announcements = new Announcements();

/**
 * Has a sentence read out politely by screen readers, for changes that only the eye would notice (a page opened, a row moved).
 * The same sentence twice is read twice.
 */
export function announce(text: string): void {
  // A no-break space makes a repeated sentence a change of the region.
  announcements.text = text === announcements.text ? `${text}\u00a0` : text;
}
