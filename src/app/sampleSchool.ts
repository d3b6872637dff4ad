import { dateOfInstant } from '../domain/date.ts';
import { formatStamp } from '../merge/stamp.ts';
import type { Locale } from '../i18n/locale.svelte.ts';
import type { Rubric } from '../domain/rubric.ts';
import { loadBuiltinRubric, loadBuiltinRubrics } from '../rubrics/index.ts';
import { adoptIdentity, loadBatch } from '../store/load.ts';
import { closeStore, deleteDatabase, openStore, SAMPLE_DATABASE, type Store } from '../store/store.ts';

/**
 * Makes the sample school in the language chosen, in a database of its own. Who uses it is written last, so a half-made
 * sample is never opened. `onprogress` is told the share done, 0–1.
 */
export async function makeSampleSchool(locale: Locale, onprogress: (share: number) => void): Promise<void> {
  const rubrics = await loadBuiltinRubrics(locale);
  await deleteDatabase(SAMPLE_DATABASE);
  const opened = await openStore({ name: SAMPLE_DATABASE, builtinRubric: (id) => loadBuiltinRubric(id, locale) });
  if (!opened.ok) throw new Error(opened.reason);
  try {
    await fill(opened.store, locale, rubrics, onprogress);
  } finally {
    closeStore(opened.store);
  }
}

/** Takes every batch of the generator into the store, and last of all who uses it. */
async function fill(
  store: Store,
  locale: Locale,
  rubrics: Rubric[],
  onprogress: (share: number) => void,
): Promise<void> {
  const { generateSchool, sampleSize } = await import('../sample/index.ts');
  const byId = new Map(rubrics.map((rubric) => [rubric.id, rubric]));
  const total = sampleSize('default').observations;
  let counter = 0;
  const stamp = (ms: number) => formatStamp({ ms, counter: (counter += 1) % 1_000_000, node: 'sample' });
  let identity: { school: string; me: string } | null = null;
  let done = 0;
  for await (const batch of generateSchool({ today: dateOfInstant(store.now()), locale, rubrics, stamp })) {
    if (batch.part === 'school') identity = { school: batch.school.id, me: batch.me.id };
    await loadBatch(store, batch, byId);
    done += batch.sheets.length;
    onprogress(Math.min(1, done / total));
  }
  if (!identity) throw new Error('sample school: the generator gave no school');
  await adoptIdentity(store, identity.school, identity.me);
}
