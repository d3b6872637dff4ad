/** Loads the drawing code of charts; what cannot be loaded now is loaded, or explained, when it is needed. */
export function prefetchChart(): void {
  void import('../../ui/chartLibrary.ts').catch(() => undefined);
}

/** Loads what a growth page needs while nothing else is going on, so that opening one waits for no code. */
export function prefetchGrowth(): void {
  const load = () => {
    prefetchChart();
    void import('./TeacherPage.svelte').catch(() => undefined);
  };
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 300);
}
