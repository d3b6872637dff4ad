import { expect, test } from './fixtures.ts';
import { PASTED_TEACHERS } from './pages/firstRunPage.ts';
import { storedRows } from './records.ts';

test.use({ start: 'nothing' });

test('a pasted phone column is left out, and only names, numbers and subjects reach the roster', async ({
  page,
  firstRun,
  shell,
}) => {
  await firstRun.open();
  await firstRun.setUpSchool({ teachers: PASTED_TEACHERS });
  await shell.goTo('#/teachers', 'teachers');
  for (const name of ['Chen Jing', 'Li Wei', 'Zhao Min', 'Sun Lei', 'Zhou Yan'])
    await expect(page.getByText(name, { exact: true }).first()).toBeVisible();

  const stored = JSON.stringify(await storedRows(page, 'records'));
  expect(stored).toContain('Chen Jing');
  expect(stored).not.toContain('1380013800');
});

test('from first run to the growth page with the network off: rubric, notes, links, stages, gaps, seal', async ({
  page,
  context,
  firstRun,
  observe,
  shell,
}) => {
  await firstRun.open();
  await firstRun.setUpSchool({ teachers: PASTED_TEACHERS });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  await context.setOffline(true);
  await page.reload();

  await observe.start();
  await observe.chooseTeacher('Chen Jing');
  await observe.chooseRubric('New-teacher basics');
  await observe.begin();
  await observe.markStage('Introduction');
  await observe.note('Shares the goal as a question');
  await observe.linkTo('Goals clear to pupils');
  await expect(observe.rubric.getByRole('button', { name: 'Goals clear to pupils' })).toContainText('1 note');
  await observe.noteField.fill('Waits six seconds before calling on a pupil');
  await observe.linkTo('Questions and waiting');
  await expect(observe.record).toContainText('Waits six seconds before calling on a pupil');
  await expect(observe.noteField).toHaveValue('');
  await observe.pause();
  await observe.resume();

  await observe.scoreNow();
  await observe.score('Goals clear to pupils', 'Strong');
  await observe.score('A usable lesson plan', 'Secure');
  await expect(page.getByText('2 of 12 scored', { exact: false })).toBeVisible();
  await observe.expectSaved();

  await observe.finish();
  await observe.write('Strengths', 'The goal is a question that pupils care about');
  await observe.write('Suggestions', 'Give the quick ones somewhere to go');
  await observe.sealButton.click();
  const gaps = page.getByRole('alertdialog', { name: '10 indicators are not scored' });
  await expect(gaps.getByRole('listitem')).toHaveCount(10);
  await expect(page).toHaveURL(/#\/observe\//);
  await gaps.getByRole('button', { name: 'Seal with these gaps' }).click();

  await expect(page).toHaveURL(/#\/lessons\//);
  await expect(page.getByRole('heading', { level: 1, name: 'Chen Jing' })).toBeVisible();
  const sheet = page.getByRole('main');
  await expect(sheet).toContainText('Shares the goal as a question');
  await expect(sheet).toContainText('The goal is a question that pupils care about');
  await expect(sheet).toContainText('Give the quick ones somewhere to go');
  await expect(sheet).toContainText('10 not scored, not counted as zero');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();

  await page.getByRole('link', { name: 'Growth page of Chen Jing' }).click();
  await shell.expectReady('teacher');
  await expect(page.getByRole('heading', { level: 1, name: 'Chen Jing' })).toBeVisible();
  const figure = page.getByRole('figure').first();
  await figure.getByRole('button', { name: 'Show as table' }).click();
  await expect(figure.getByRole('table')).toBeVisible();
});
