import { expect, test } from 'vitest';
import { missingApis, probeStorage } from './probe.ts';

test('this browser has everything that records need', () => {
  expect(missingApis()).toEqual([]);
});

test('a browser that keeps data says so, also to many tabs that ask at the same time, and no test record stays', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map((now) => probeStorage(now)));
  expect(answers).toEqual([1, 2, 3, 4].map(() => ({ ok: true })));
  await expect
    .poll(async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('guanke-probe')))
    .toEqual([]);
});
