import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mustBe, observed } from '../../../tests/builders/devices.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import type { Id } from '../../domain/ids.ts';
import { startDraft } from '../commands/drafts.ts';
import { noteBackup } from '../commands/restore.ts';
import { keepShares } from '../commands/share.ts';
import { backupState } from './backup.ts';
import { shareRecords } from './give.ts';
import { roster } from './teachers.ts';

let school: Awaited<ReturnType<typeof openSchool>>;
let lin: Id;

beforeEach(async () => {
  school = await openSchool();
  lin = (await roster(school.store)).find(({ name }) => name === 'Lin Yue')!.id;
});
afterEach(() => school.close());

const onlyHere = async () => (await backupState(school.store)).existOnlyHere;

describe('what exists nowhere else', () => {
  it('is still here when only the comments were handed on, and no longer once the whole sheet was', async () => {
    const sheet = await observed(school.store, lin);
    for (const [level, left] of [['comments', 1] as const, ['full', 0] as const]) {
      const { shares } = mustBe(await shareRecords(school.store, { sheets: [sheet], to: [lin], level }));
      mustBe(await keepShares(school.store, shares));
      expect(await onlyHere()).toBe(left);
    }
  });

  it('counts what was finished after the backup, also with the clock set back before it', async () => {
    await observed(school.store, lin);
    mustBe(await noteBackup(school.store, 12));
    school.clock.now -= 3 * 86_400_000;
    expect(await onlyHere()).toBe(0);
    await observed(school.store, lin, { period: 5 });
    mustBe(await startDraft(school.store, school.me, {}));
    expect(await backupState(school.store)).toMatchObject({ existOnlyHere: 1, drafts: 1 });
  });
});
