import { type Locator, type Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** The observing screen, by what an observer does there. */
export class ObservePage {
  readonly page: Page;
  readonly noteField: Locator;
  readonly clock: Locator;
  readonly record: Locator;
  readonly rubric: Locator;

  constructor(page: Page) {
    this.page = page;
    this.noteField = page.getByRole('textbox', { name: 'Note', exact: true });
    this.clock = page.getByLabel('Lesson time');
    this.record = page.getByRole('region', { name: 'Running record' });
    this.rubric = page.getByRole('region', { name: 'Rubric' });
  }

  /** From Today into a new draft; answers with its id. */
  async start(): Promise<string> {
    await this.page.getByRole('button', { name: 'Start observing' }).click();
    await expect(this.page.getByRole('button', { name: 'Begin', exact: true })).toBeVisible();
    return this.draftId();
  }

  /** From a fresh load of the app into a running lesson of this teacher with this rubric, as far as they are given. */
  async open({ teacher, rubric }: { teacher?: string; rubric?: string } = {}): Promise<string> {
    await this.page.goto('./');
    const id = await this.start();
    if (teacher) await this.chooseTeacher(teacher);
    if (rubric) await this.chooseRubric(rubric);
    await this.begin();
    return id;
  }

  draftId(): string {
    return /#\/observe\/([^/?]+)/.exec(this.page.url())?.[1] ?? '';
  }

  async chooseTeacher(name: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: 'Teacher', exact: true });
    await field.fill(name);
    await this.page.getByRole('option', { name }).first().click();
  }

  /** Takes what is typed as the name of a guest who is not on the roster. */
  async nameGuest(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Teacher', exact: true }).fill(name);
    await this.page.getByRole('option').last().click();
  }

  async chooseRubric(title: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Rubric', exact: true }).selectOption({ label: title });
  }

  async begin(): Promise<void> {
    await this.page.getByRole('button', { name: 'Begin', exact: true }).click();
    await expect(this.noteField).toBeVisible();
  }

  async note(text: string): Promise<void> {
    await this.noteField.fill(text);
    await this.page.getByRole('button', { name: 'Add note' }).click();
    await expect(this.noteField).toHaveValue('');
  }

  /** Links the newest note, or what is being typed, to an indicator. */
  async linkTo(indicator: string): Promise<void> {
    await this.rubric.getByRole('button', { name: indicator }).click();
  }

  async markStage(stage: string): Promise<void> {
    await this.stage(stage).click();
    await expect(this.stage(stage)).toHaveAttribute('aria-pressed', 'true');
  }

  stage(stage: string): Locator {
    return this.page.getByRole('group', { name: 'Stages of the lesson' }).getByRole('button', { name: stage });
  }

  async pause(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pause' }).click();
    await expect(this.page.getByRole('button', { name: 'Resume' })).toBeVisible();
  }

  async resume(): Promise<void> {
    await this.page.getByRole('button', { name: 'Resume' }).click();
    await expect(this.page.getByRole('button', { name: 'Pause' })).toBeVisible();
  }

  /** Seconds that the lesson clock shows. */
  async seconds(): Promise<number> {
    const parts = ((await this.clock.textContent()) ?? '').split(':').map(Number);
    return parts.reduce((sum, part) => sum * 60 + part, 0);
  }

  async lessonBegan(choice: string): Promise<void> {
    await this.page.getByRole('button', { name: 'The lesson began earlier' }).click();
    await this.page.getByRole('menuitem', { name: choice, exact: true }).click();
  }

  async scoreNow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Score now' }).click();
    await expect(this.page.getByRole('radiogroup').or(this.page.getByRole('spinbutton')).first()).toBeVisible();
  }

  /** The radio of one level of one indicator. */
  level(indicator: string, level: string): Locator {
    return this.page
      .getByRole('radiogroup', { name: indicator, exact: true })
      .getByRole('radio', { name: level, exact: true });
  }

  async score(indicator: string, level: string): Promise<void> {
    await this.level(indicator, level).click();
    await expect(this.level(indicator, level)).toBeChecked();
  }

  async scorePoints(indicator: string, points: number): Promise<void> {
    const field = this.page.getByRole('spinbutton', { name: indicator, exact: true });
    await field.fill(String(points));
    await field.blur();
  }

  /** The status region that says how far the entries are on the disk. */
  get savedState(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^(Saved|Saving…|Not saved)$/ });
  }

  async expectSaved(): Promise<void> {
    await expect(this.savedState).toHaveText('Saved');
  }

  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Finish', exact: true }).click();
    await expect(this.sealButton).toBeVisible();
  }

  get sealButton(): Locator {
    return this.page.getByRole('button', { name: 'Finish and seal' });
  }

  async write(field: 'Strengths' | 'Suggestions', text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field }).fill(text);
  }

  async seal(): Promise<void> {
    await this.sealButton.click();
    await expect(this.page).toHaveURL(/#\/lessons\//);
  }

  /** From the running lesson to the sealed sheet, with nothing more to say. */
  async finishAndSeal(): Promise<void> {
    await this.finish();
    await this.seal();
  }

  async leave(): Promise<void> {
    await this.page.getByRole('link', { name: 'Leave; the draft stays' }).click();
    await expect(this.page.getByRole('button', { name: 'Start observing' })).toBeVisible();
  }

  /** Opens the draft on Today that stands under this name. */
  async resumeDraft(name = 'Teacher not named yet'): Promise<void> {
    await this.page
      .getByRole('region', { name: 'My drafts' })
      .getByRole('link', { name: new RegExp(name) })
      .click();
    await expect(this.page.getByRole('link', { name: 'Leave; the draft stays' })).toBeVisible();
  }
}
