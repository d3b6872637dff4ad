import { type Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** A list of teachers as it is copied from a spreadsheet; the phone numbers must never reach a record. */
export const PASTED_TEACHERS = [
  ['Staff number', 'Name', 'Mobile', 'Subject', 'Teaching group'],
  ['T01', 'Chen Jing', '13800138001', 'Mathematics', 'Mathematics department'],
  ['T02', 'Li Wei', '13800138002', 'English', 'English department'],
  ['T03', 'Zhao Min', '13800138003', 'Mathematics', 'Mathematics department'],
  ['T04', 'Sun Lei', '13800138004', 'Science', 'Science department'],
  ['T05', 'Zhou Yan', '13800138005', 'English', 'English department'],
]
  .map((cells) => cells.join('\t'))
  .join('\n');

export interface SchoolSetup {
  name?: string;
  me?: string;
  teachers?: string;
}

/** The first screens of a device without a school. */
export class FirstRunPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('./');
    await expect(this.page.getByRole('button', { name: 'Set up my school' })).toBeEnabled();
  }

  /** From the welcome to Today, in the four steps. */
  async setUpSchool({ name = 'Riverside School', me = 'Wang Fang', teachers = '' }: SchoolSetup = {}): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Set up my school' }).click();
    await page.getByRole('textbox', { name: 'School name' }).fill(name);
    await this.next('Semesters');
    await this.next('You');
    await page.getByRole('textbox', { name: 'Your name' }).fill(me);
    await this.next('Teachers');
    if (teachers) await page.getByRole('textbox', { name: 'List of teachers' }).fill(teachers);
    await this.finish();
  }

  async next(heading: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Next' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }

  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Finish', exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Start observing' })).toBeVisible();
  }

  async exploreSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Explore a sample school' }).click();
    await expect(this.page.getByRole('button', { name: 'Start observing' })).toBeVisible({ timeout: 40_000 });
  }
}
