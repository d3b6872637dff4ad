import { expect, test, vi } from 'vitest';
import { Offline } from './pwa.svelte.ts';

const told = vi.hoisted(() => ({ needRefresh: (): void => undefined }));

vi.mock('virtual:pwa-register', () => ({
  registerSW: ({ onNeedRefresh }: { onNeedRefresh: () => void }) => {
    told.needRefresh = onNeedRefresh;
    return () => Promise.resolve();
  },
}));

/** Says that a worker waits, with these workers registered; answers with the state of the app after it. */
async function offered(workers: Partial<Record<'active' | 'waiting', object>>): Promise<boolean> {
  const asked = vi
    .spyOn(navigator.serviceWorker, 'getRegistration')
    .mockResolvedValue(workers as unknown as ServiceWorkerRegistration);
  const offline = new Offline();
  offline.start();
  told.needRefresh();
  expect(asked).toHaveBeenCalledOnce();
  await asked.mock.results[0]?.value;
  await Promise.resolve();
  asked.mockRestore();
  return offline.update;
}

test('a worker that waits beside the one in use is offered as a newer version', async () => {
  expect(await offered({ active: {}, waiting: {} })).toBe(true);
});

test('the first worker of all, still waiting or just in use, is no newer version', async () => {
  expect(await offered({ waiting: {} })).toBe(false);
  expect(await offered({ active: {} })).toBe(false);
});

test('"Ready for offline" waits for a worker in use, also for one that an earlier load of the page brought', async () => {
  let becomeActive: (registration: ServiceWorkerRegistration) => void = () => undefined;
  const ready = new Promise<ServiceWorkerRegistration>((resolve) => (becomeActive = resolve));
  const asked = vi.spyOn(navigator.serviceWorker, 'ready', 'get').mockReturnValue(ready);
  const offline = new Offline();
  offline.start();
  await Promise.resolve();
  expect(offline.ready).toBe(false);
  becomeActive({} as ServiceWorkerRegistration);
  await ready;
  expect(offline.ready).toBe(true);
  asked.mockRestore();
});
