import { registerSW } from 'virtual:pwa-register';

/**
 * Offline use and updates. "Ready for offline" is said only when every part is cached; a new version waits until the
 * person takes it, and is not even offered while a lesson is being observed.
 */
export class Offline {
  /** Everything that offline use needs is on this device. */
  ready = $state(false);
  /** A newer version is loaded and waits. */
  update = $state(false);
  /** A newer version took over, here or in another tab: this page is to be loaded anew when no lesson is observed. */
  stale = $state(false);
  /** No service worker here: plain http, or the browser has none. */
  readonly supported = 'serviceWorker' in navigator && window.isSecureContext;
  #apply: ((reload?: boolean) => Promise<void>) | null = null;
  #started = false;

  /** Keeps the app on this device and looks for newer versions; from the first call on. */
  start(): void {
    if (!this.supported || this.#started) return;
    this.#started = true;
    this.#followWorker();
    // A worker has cached everything before it becomes active. One that an earlier load of this page began to install tells us nothing else.
    void navigator.serviceWorker.ready.then(() => (this.ready = true));
    this.#apply = registerSW({
      // Left to the listener: the default reloads every tab, also one in the middle of a lesson.
      onNeedReload: () => undefined,
      onNeedRefresh: () => void this.#offerUpdate(),
      onRegisteredSW: (_url, registration) => {
        if (registration)
          setInterval(() => navigator.onLine && void registration.update().catch(() => undefined), 3_600_000);
      },
    });
  }

  /** On a slow device the first worker of all waits for a moment too; only beside an older one it is a newer version. */
  async #offerUpdate(): Promise<void> {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration?.active && registration.waiting) this.update = true;
  }

  /** The first worker takes over the page that brought it; every later one is a newer version. */
  #followWorker(): void {
    let controlled = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (controlled) this.stale = true;
      controlled = true;
    });
  }

  /** Takes the new version: the page loads anew. */
  async applyUpdate(): Promise<void> {
    await this.#apply?.(true);
  }
}
