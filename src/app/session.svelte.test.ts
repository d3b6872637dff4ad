import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../domain/ids.ts';
import { setUpSchool } from '../store/commands/school.ts';
import { aSchoolSetup } from '../../tests/builders/store.ts';
import { Session } from './session.svelte.ts';

const sessions: Session[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const { store } of sessions.splice(0)) await store?.db.delete();
});

async function ready(): Promise<Session> {
  const session = new Session();
  sessions.push(session);
  await session.open(`test-${newId()}`);
  if (session.store) await setUpSchool(session.store, aSchoolSetup());
  await session.refresh();
  expect(session.status).toBe('ready');
  return session;
}

/** The browser takes the connection away and refuses a new one. */
async function loseConnection(session: Session): Promise<void> {
  const db = session.store?.db;
  if (!db) throw new Error('no database');
  const refused = vi.spyOn(db, 'open').mockRejectedValue(new DOMException('refused', 'InvalidStateError') as never);
  db.on('close').fire(new Event('close'));
  await vi.waitFor(() => expect(refused).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test('a connection that cannot be opened anew leaves a page with unsaved entries standing', async () => {
  const session = await ready();
  session.onFlush(() => Promise.resolve(['a note that is not on the disk']));
  await loseConnection(session);
  expect(session.status).toBe('ready');
});

test('a connection that cannot be opened anew is told where nothing can be lost', async () => {
  const session = await ready();
  await loseConnection(session);
  expect(session.status).toBe('failed');
});
