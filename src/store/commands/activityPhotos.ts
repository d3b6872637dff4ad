import { photosInOrder, type Activity, type ActivityPhoto } from '../../domain/activity.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import type { BlobRow } from '../db.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { recordRow, write } from '../write.ts';

/** A photo that was taken off an activity, as it has to be to come back. */
export interface RemovedPhoto {
  id: Id;
  photo: ActivityPhoto;
  blob: BlobRow | null;
}

/** Puts photos (already made small) behind those that an activity has, all or nothing. Refuses `activity-missing`. */
export function addPhotos(
  store: Store,
  activity: Id,
  images: readonly Pick<BlobRow, 'type' | 'bytes'>[],
): Promise<Result<{ ids: Id[] }>> {
  const rows = images.map((image) => ({ id: newId(), type: image.type, bytes: image.bytes }));
  return write(store, [store.db.records, store.db.blobs], async ({ stamp }) => {
    const record = await activityOf(store, activity);
    const last = photosInOrder(record).at(-1)?.[1].order ?? -1;
    const photos = Object.fromEntries(rows.map(({ id }, i) => [id, { caption: '', order: last + 1 + i }]));
    await store.db.blobs.bulkAdd(rows);
    await store.db.records.put(recordRow(patchRecord(record, { photos }, stamp())));
    return { ids: rows.map(({ id }) => id) };
  });
}

/** Says what a photo shows; one that is gone stays gone. */
export function captionPhoto(store: Store, activity: Id, id: Id, caption: string): Promise<Result<object>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const record = await activityOf(store, activity);
    const photo = record.photos[id];
    if (photo) {
      const photos = { [id]: { ...photo, caption: caption.trim() } };
      await store.db.records.put(recordRow(patchRecord(record, { photos }, stamp())));
    }
    return {};
  });
}

/** Takes a photo off an activity, its bytes too. Answers what brings it back. */
export function removePhoto(store: Store, activity: Id, id: Id): Promise<Result<{ removed: RemovedPhoto }>> {
  return write(store, [store.db.records, store.db.blobs], async ({ stamp }) => {
    const record = await activityOf(store, activity);
    const photo = record.photos[id] ?? { caption: '', order: 0 };
    const blob = (await store.db.blobs.get(id)) ?? null;
    await store.db.blobs.delete(id);
    await store.db.records.put(recordRow(patchRecord(record, { photos: { [id]: null } }, stamp())));
    return { removed: { id, photo, blob } };
  });
}

/** Brings a photo back that was taken off. */
export function restorePhoto(store: Store, activity: Id, { id, photo, blob }: RemovedPhoto): Promise<Result<object>> {
  return write(store, [store.db.records, store.db.blobs], async ({ stamp }) => {
    const record = await activityOf(store, activity);
    if (blob) await store.db.blobs.put(blob);
    await store.db.records.put(recordRow(patchRecord(record, { photos: { [id]: photo } }, stamp())));
    return {};
  });
}

async function activityOf(store: Store, id: Id): Promise<Activity> {
  const row = await store.db.records.get(id);
  if (row?.kind !== 'activity') throw new Refusal(failure('activity-missing'));
  return decode(row.doc) as Activity;
}
