import { type Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** Places of the app, by their addresses and the names of their marks. */
export class ShellPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens an address without a new load of the app, and waits until its page stands. */
  async goTo(hash: string, route: string): Promise<void> {
    await this.page.evaluate((to) => {
      if ((location.hash || '#/') === to) return;
      performance.clearMarks();
      location.hash = to;
    }, hash);
    await this.expectReady(route);
  }

  /** Loads the app at an address. */
  async load(hash: string, route: string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`./${hash}`);
    await this.expectReady(route);
  }

  async expectReady(route: string): Promise<void> {
    await this.page.waitForFunction((name) => performance.getEntriesByName(name, 'mark').length > 0, `ready:${route}`);
  }

  async leaveSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave the sample school' }).first().click();
    await expect(this.page.getByText('everything here is invented')).toBeHidden();
  }
}
