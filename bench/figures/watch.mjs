// @ts-check
/** Whether the page stayed alive while it worked: the longest task of its main thread, and the longest time without a frame. */

/** @typedef {{ longestTask: number, longestGap: number, tasksOver50: number, blocked: { at: number, ms: number }[] }} Watched */

/** Begins to watch; what was watched before is forgotten. @param {import('../browser.mjs').Page} page */
export async function beginWatch(page) {
  await page.evaluate(() => {
    const watch = { from: performance.now(), last: performance.now(), longestGap: 0, running: true };
    /** @type {PerformanceEntry[]} */
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    const frame = () => {
      const now = performance.now();
      watch.longestGap = Math.max(watch.longestGap, now - watch.last);
      watch.last = now;
      if (watch.running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(window, {
      endWatch: () => {
        watch.running = false;
        tasks.push(...observer.takeRecords());
        observer.disconnect();
        const ours = tasks.filter((task) => task.startTime + task.duration > watch.from);
        return {
          longestTask: Math.max(0, ...ours.map((task) => Math.round(task.duration))),
          longestGap: Math.round(watch.longestGap),
          tasksOver50: ours.length,
          blocked: ours
            .map((task) => ({ at: Math.round(task.startTime - watch.from), ms: Math.round(task.duration) }))
            .sort((a, b) => b.ms - a.ms)
            .slice(0, 5),
        };
      },
    });
  });
}

/** Ends watching. @param {import('../browser.mjs').Page} page @returns {Promise<Watched>} */
export function endWatch(page) {
  return page
    .evaluate(() => /** @type {Window & { endWatch?: () => Watched }} */ (/** @type {unknown} */ (window)).endWatch?.())
    .then((watched) => {
      if (!watched) throw new Error('Nothing was watched.');
      return watched;
    });
}

/** The worst of several. @param {readonly Watched[]} all @returns {Watched} */
export function worst(all) {
  return {
    longestTask: Math.max(0, ...all.map((one) => one.longestTask)),
    longestGap: Math.max(0, ...all.map((one) => one.longestGap)),
    tasksOver50: all.reduce((sum, one) => sum + one.tasksOver50, 0),
    blocked: all
      .flatMap((one) => one.blocked)
      .sort((a, b) => b.ms - a.ms)
      .slice(0, 5),
  };
}
