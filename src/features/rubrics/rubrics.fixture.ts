import { vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import type { Component } from 'svelte';
import type { Id } from '../../domain/ids.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { loadBuiltinRubric } from '../../rubrics/index.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf, type Identity } from '../../store/identity.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../../store/store.ts';
import Fixture from './Rubrics.fixture.svelte';

/** A school in a database of its own, for the pages of this room. */
export interface RubricSchool {
  store: Store;
  identity: Identity;
  close: () => Promise<void>;
}

/** Opens an empty school in English. */
export async function openRubricSchool(name: string): Promise<RubricSchool> {
  useLocale('en');
  const opened = await openStore({ name, builtinRubric: (id) => loadBuiltinRubric(id, 'en') });
  if (!opened.ok) throw new Error(opened.reason);
  const { store } = opened;
  await setUpSchool(store, {
    school: { name: 'Riverside', schoolKind: 'china', lessonMinutes: 40, stages: [] },
    semesters: [],
    me: { name: 'Jo Brown' },
    teachers: [],
  });
  const identity = await identityOf(store);
  if (!identity) throw new Error('no identity');
  const close = async () => {
    // Pages go first: their live queries must not meet a closed database.
    await cleanup();
    closeStore(store);
    await deleteDatabase(name);
  };
  return { store, identity, close };
}

/** Shows a page with services that tell what they were asked. */
export function showPage({ store, identity }: RubricSchool, page: Component<{ id: string }>, id: Id) {
  const services = {
    report: vi.fn<Services['report']>(),
    notify: vi.fn<Services['notify']>(),
    ready: vi.fn<Services['ready']>(),
    go: vi.fn<Services['go']>(),
  };
  render(Fixture, { store, identity, page, id, services });
  return services;
}
