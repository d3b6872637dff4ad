import '../ui/styles.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aSchoolSetup } from '../../tests/builders/store.ts';
import { newId } from '../domain/ids.ts';
import { useLocale } from '../i18n/locale.svelte.ts';
import { setUpSchool } from '../store/commands/school.ts';
import { notify, toasts } from '../ui/toast.svelte.ts';
import LockScreen from './LockScreen.svelte';
import { Offline } from './pwa.svelte.ts';
import { Session } from './session.svelte.ts';

let session: Session;
beforeEach(async () => {
  useLocale('en');
  session = new Session();
  await session.open(`test-${newId()}`);
  if (session.store) await setUpSchool(session.store, aSchoolSetup());
  await session.refresh();
});
afterEach(async () => {
  await cleanup();
  await session.store?.db.delete();
});

test('nothing that was said to the person who is hidden stays in sight, and nothing of theirs can be undone', async () => {
  notify({ message: 'Shared with Lin Yue.', action: { label: 'Undo', run: () => undefined } });
  notify({ message: 'Lin Yue has this number already.', tone: 'bad' });
  document.title = 'Lin Yue · 15 October 2025';
  await render(LockScreen, { session, offline: new Offline() });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(toasts.shown).toEqual([]);
  expect(document.title).not.toContain('Lin Yue');
  expect(document.body.textContent).not.toContain('Lin Yue');
});
