import { type Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The rubrics in Settings and their editor, by what a person does there. */
export class RubricPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From Settings to one rubric. */
  async open(title: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Settings' }).click();
    const rubrics = this.page.getByRole('region', { name: 'Rubrics' });
    await rubrics.getByRole('link', { name: new RegExp(`^${title} (\\d|Version)`) }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  async copy(): Promise<void> {
    await this.page.getByRole('button', { name: 'Copy to edit' }).click();
    await this.expectEditor();
  }

  async edit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit', exact: true }).click();
    await this.expectEditor();
  }

  async rename(title: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Title' }).fill(title);
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  /** Opens the fields of an indicator. */
  async openIndicator(name: string): Promise<void> {
    await this.page.getByRole('button', { name, expanded: false }).first().click();
    await expect(this.page.getByRole('group', { name, exact: true })).toBeVisible();
  }

  async renameLevel(n: number, label: string): Promise<void> {
    await this.page.getByRole('textbox', { name: `Level ${n}`, exact: true }).fill(label);
    await this.expectSaved();
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  }

  /** Publishes the draft, giving every open question of meaning the same answer. */
  async publish(title: string, meaning = 'Yes, only the words changed'): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish' }).click();
    const dialog = this.page.getByRole('dialog');
    for (const answer of await dialog.getByRole('radio', { name: meaning }).all()) await answer.click();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(dialog).toBeHidden();
    await expect(this.page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
    await expect(this.page).toHaveURL(/#\/settings\/rubrics\/[0-9a-f]{64}$/);
  }

  private async expectEditor(): Promise<void> {
    await expect(this.page).toHaveURL(/\/edit$/);
    await expect(this.page.getByRole('button', { name: 'Publish' })).toBeVisible();
  }
}
