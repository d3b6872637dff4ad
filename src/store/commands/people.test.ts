import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSchool } from '../../../tests/builders/store.ts';
import { identityOf } from '../identity.ts';
import { roster } from '../queries/teachers.ts';
import { tabletUsers } from '../queries/people.ts';
import { startDraft } from './drafts.ts';
import { enterPin, FORGOTTEN_WAIT, forgotPin, hasPin, setPin, switchPerson, WAIT_AFTER_TRIES } from './people.ts';
import { editTeacher } from './teachers.ts';

let school: Awaited<ReturnType<typeof openSchool>>;
beforeEach(async () => {
  school = await openSchool([]);
});
afterEach(() => school.close());

async function lin() {
  const found = (await roster(school.store))[1];
  if (!found) throw new Error('the school has one teacher only');
  return found;
}

test('another teacher of the roster uses the tablet, and back: each keeps their drafts', async () => {
  const { store, me } = school;
  const before = await identityOf(store);
  const draft = await startDraft(store, me, {});
  const teacher = await lin();
  const switched = await switchPerson(store, teacher.id);
  expect(switched).toMatchObject({ ok: true });
  expect((await identityOf(store))?.teacher.id).toBe(teacher.id);
  const users = await tabletUsers(store, '2025-10-15');
  expect(users.map((user) => [user.teacher.name, user.drafts])).toEqual([
    [teacher.name, 0],
    [before?.teacher.name, 1],
  ]);
  await switchPerson(store, before?.teacher.id ?? '');
  expect((await identityOf(store))?.person.id).toBe(me);
  expect(draft.ok && (await store.db.drafts.get(draft.id))?.author).toBe(me);
});

test('nobody observes as somebody who left or is not in the roster', async () => {
  const { store } = school;
  const teacher = await lin();
  await editTeacher(store, teacher.id, { status: 'left', leftOn: '2025-09-01' });
  expect(await switchPerson(store, teacher.id)).toMatchObject({ ok: false, reason: 'teacher-left' });
  expect(await switchPerson(store, 'nobody')).toMatchObject({ ok: false, reason: 'teacher-missing' });
});

test('only the right PIN opens, and no digits are kept', async () => {
  const { store, me } = school;
  expect(await setPin(store, me, '12a4')).toMatchObject({ ok: false, reason: 'pin-form' });
  expect(await setPin(store, me, '271828')).toEqual({ ok: true });
  expect(await enterPin(store, me, '271829')).toMatchObject({ ok: false, reason: 'pin-wrong' });
  expect(await enterPin(store, me, '271828')).toEqual({ ok: true, wasForgotten: false });
  const kept = JSON.stringify(await store.db.meta.toArray());
  expect(kept).not.toContain('271828');
  expect(await setPin(store, me, null)).toEqual({ ok: true });
  expect(await hasPin(store, me)).toBe(false);
});

test('after five wrong PINs each further try waits, also with the clock set back', async () => {
  const { store, me, clock } = school;
  await setPin(store, me, '0000');
  for (let i = 0; i < 5; i += 1) expect(await enterPin(store, me, '1111')).toMatchObject({ reason: 'pin-wrong' });
  expect(await enterPin(store, me, '0000')).toMatchObject({ reason: 'pin-wait', details: { seconds: 30 } });
  clock.now -= 400 * 86_400_000;
  expect(await enterPin(store, me, '0000')).toMatchObject({ ok: true });
  for (let i = 0; i < 5; i += 1) await enterPin(store, me, '1111');
  clock.now += WAIT_AFTER_TRIES;
  expect(await enterPin(store, me, '0000')).toMatchObject({ ok: true });
});

test('a forgotten PIN goes a day after it was asked for, and its owner learns of the request', async () => {
  const { store, me, clock } = school;
  await setPin(store, me, '4711');
  const asked = await forgotPin(store, me);
  expect(asked).toEqual({ ok: true, removableAt: clock.now + FORGOTTEN_WAIT });
  expect(await enterPin(store, me, '4711')).toEqual({ ok: true, wasForgotten: true });
  await forgotPin(store, me);
  clock.now += FORGOTTEN_WAIT - 1;
  expect(await hasPin(store, me)).toBe(true);
  await forgotPin(store, me);
  expect(await hasPin(store, me)).toBe(true);
  clock.now += 1;
  expect(await forgotPin(store, me)).toEqual({ ok: true, removableAt: null });
  expect(await hasPin(store, me)).toBe(false);
});
