import type { Activity } from '../../domain/activity.ts';
import { isPlainDate } from '../../domain/date.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** What is known of an activity when it is made; the rest is filled in on its page. */
export type ActivityInput = Pick<Activity, 'group' | 'date' | 'startTime' | 'minutes' | 'place' | 'topic' | 'host'>;

/** Adds an activity (教研活动) of a group. Refuses a day that does not exist (`date-invalid`). */
export async function addActivity(store: Store, author: Id, input: ActivityInput): Promise<Result<{ id: Id }>> {
  if (!isPlainDate(input.date)) return failure('date-invalid');
  const id = newId();
  return write(store, [store.db.records], async ({ stamp }) => {
    const activity = makeRecord<Activity>(store, author, stamp(), {
      id,
      kind: 'activity',
      ...input,
      speaker: null,
      agenda: '',
      attendance: {},
      record: '',
      resolutions: '',
      photos: {},
      lessons: {},
    });
    await store.db.records.put(recordRow(activity));
    return { id };
  });
}

/**
 * Changes an activity, takes it away or brings it back (`deleted`). Of attendance and lessons only the entries that change are
 * named, null takes one off. `shown` is the activity as the person saw it when they began to type. Refuses a day that does not
 * exist (`date-invalid`) and an activity that is gone (`activity-missing`).
 */
export async function editActivity(
  store: Store,
  id: Id,
  changes: Changes<Activity>,
  shown?: Activity,
): Promise<Result<{ record: Activity }>> {
  if (changes.date !== undefined && !isPlainDate(changes.date)) return failure('date-invalid');
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(id);
    if (!row) throw new Refusal(failure('activity-missing'));
    const record = patchRecord(decode(row.doc) as Activity, changes, stamp(), shown);
    await store.db.records.put(recordRow(record));
    return { record };
  });
}
