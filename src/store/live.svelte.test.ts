import { expect, test } from 'vitest';
import { openSchool } from '../../tests/builders/store.ts';
import { Live } from './live.svelte.ts';
import { roster } from './queries/teachers.ts';
import { reopenStore } from './store.ts';

test('a query that met a lost connection answers once the connection stands again', async () => {
  const school = await openSchool();
  school.store.db.close();
  const live = new Live(() => roster(school.store));
  const seen: (number | undefined)[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      seen.push(live.current?.length);
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen.at(-1)).toBeUndefined();
  expect(await reopenStore(school.store)).toBeNull();
  await expect.poll(() => seen.at(-1)).toBe(3);
  stop();
  await school.close();
});
