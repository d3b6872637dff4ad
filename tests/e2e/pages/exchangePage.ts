import { readFile } from 'node:fs/promises';
import { type Download, type Locator, type Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { FirstRunPage } from './firstRunPage.ts';
import { ShellPage } from './shellPage.ts';

/** A file as it lies on a stick between two devices. */
export interface Carried {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** What goes from device to device, by what a person does. */
export class ExchangePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The school file, for a colleague. */
  async giveSchool(): Promise<Carried> {
    await new ShellPage(this.page).goTo('#/settings', 'settings');
    await this.page.getByRole('button', { name: 'Give the school to a colleague' }).click();
    return this.saved('Save file');
  }

  /** Everything of this device. */
  async backUp(): Promise<Carried> {
    await new ShellPage(this.page).goTo('#/settings', 'settings');
    await this.page.getByRole('button', { name: 'Back up everything' }).click();
    return this.saved('Save file');
  }

  /** The sheet of the lesson page, to whom Share offers first. */
  async share(level?: 'Comments only' | 'Comments and scores'): Promise<Carried> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click();
    if (level) await this.dialog.getByRole('radio', { name: level }).click();
    return this.saved('Save file');
  }

  async saved(button: string): Promise<Carried> {
    const waiting = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: button }).click();
    const file = await carried(await waiting);
    await expect(this.dialog).toBeHidden();
    return file;
  }

  /** Opens files from Lessons and looks at their preview; a large one is given by its path. */
  async look(files: readonly Carried[] | string): Promise<void> {
    await new ShellPage(this.page).goTo('#/lessons', 'lessons');
    await this.page.getByRole('button', { name: 'Open a file' }).click();
    const choosing = this.page.waitForEvent('filechooser');
    await this.dialog.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles(typeof files === 'string' ? files : [...files]);
  }

  async takeIn(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Take in' }).click();
    await expect(this.dialog.getByText(/file.? (was|were) taken in/)).toBeVisible();
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Opens and takes in, to the end. */
  async open(files: readonly Carried[]): Promise<void> {
    await this.look(files);
    await this.takeIn();
    await this.done();
  }

  /** First run on a new device with the school's file, as somebody of its roster. */
  async join(file: Carried, name: string): Promise<void> {
    await new FirstRunPage(this.page).open();
    await this.page.getByRole('button', { name: 'Join my school' }).click();
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Choose a file' }).click();
    await (await choosing).setFiles(file);
    await this.chooseMe(name);
  }

  async chooseMe(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Who are you?' })).toBeVisible();
    await this.page.getByRole('textbox', { name: 'Find your name' }).fill(name);
    await this.page.getByRole('list', { name: 'The school’s roster' }).getByRole('button', { name }).click();
    await this.page.getByRole('button', { name: `Join as ${name}` }).click();
    await expect(this.page.getByRole('button', { name: 'Start observing' })).toBeVisible();
  }
}

async function carried(download: Download): Promise<Carried> {
  const buffer = await readFile(await download.path());
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
}
