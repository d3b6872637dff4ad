/**
 * Every sentence a person reads: `m.area_name({ param })`. Sources are `messages/<area>/<locale>.json`.
 * A message is read in the current language at the moment of the call, so a template that calls it re-renders
 * when the language changes.
 */
export { m } from './paraglide/messages.js';
