import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupFile, mustBe, opened, schoolFile } from '../../../tests/builders/devices.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import { photosInOrder, type Activity } from '../../domain/activity.ts';
import type { Id } from '../../domain/ids.ts';
import { photoBlobs } from '../queries/photos.ts';
import { recordById } from '../write.ts';
import { addActivity } from './activities.ts';
import { addPhotos, captionPhoto, removePhoto, restorePhoto } from './activityPhotos.ts';

let school: Awaited<ReturnType<typeof openSchool>>;
let activity: Id;
const image = (...bytes: number[]) => ({ type: 'image/jpeg', bytes: new Uint8Array(bytes) });

beforeEach(async () => {
  school = await openSchool();
  const input = { group: 'g', date: '2025-10-15', startTime: null, minutes: null, place: '', topic: '', host: null };
  activity = mustBe(await addActivity(school.store, school.me, input)).id;
});
afterEach(() => school.close());

const shown = async () => photosInOrder((await recordById<Activity>(school.store, activity))!);
const bytes = async () => {
  const rows = await photoBlobs(
    school.store,
    (await shown()).map(([id]) => id),
  );
  return rows.map((row) => [...row.bytes]);
};

describe('photos of an activity', () => {
  it('stand in the order in which they were added, later ones behind', async () => {
    mustBe(await addPhotos(school.store, activity, [image(1), image(2)]));
    mustBe(await addPhotos(school.store, activity, [image(3)]));
    expect(await bytes()).toEqual([[1], [2], [3]]);
  });

  it('are named, taken off with their bytes, and come back as they were', async () => {
    const [first = '', second = ''] = mustBe(await addPhotos(school.store, activity, [image(1), image(2)])).ids;
    mustBe(await captionPhoto(school.store, activity, first, ' The board '));
    const { removed } = mustBe(await removePhoto(school.store, activity, first));
    expect((await shown()).map(([id]) => id)).toEqual([second]);
    expect(await school.store.db.blobs.count()).toBe(1);
    mustBe(await captionPhoto(school.store, activity, first, 'too late'));
    expect(await shown()).toHaveLength(1);
    mustBe(await restorePhoto(school.store, activity, removed));
    expect((await shown())[0]).toMatchObject([first, { caption: 'The board', order: 0 }]);
    expect(await bytes()).toEqual([[1], [2]]);
  });

  it('are in a backup, and never in a school file', async () => {
    const [id = ''] = mustBe(await addPhotos(school.store, activity, [image(7, 8, 9)])).ids;
    const backup = await opened(await backupFile(school.store));
    expect(backup.blobs.map((blob) => [blob.id, [...blob.bytes]])).toEqual([[id, [7, 8, 9]]]);
    const given = await schoolFile(school.store);
    expect(given).not.toContain(id);
    expect((await opened(given)).blobs).toEqual([]);
  });

  it('of an activity that is gone are refused, and leave no bytes behind', async () => {
    expect(await addPhotos(school.store, 'gone', [image(1)])).toMatchObject({ ok: false, reason: 'activity-missing' });
    expect(await school.store.db.blobs.count()).toBe(0);
  });
});
