import '../ui/styles.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { addTeachers, editTeacher, keepSearchKeys } from '../store/commands/teachers.ts';
import { readingSource } from './pinyin.ts';
import { roster, searchKeys } from '../store/queries/teachers.ts';
import { openSchool, type TestStore } from '../../tests/builders/store.ts';
import Fixture from './TeacherPicker.fixture.svelte';

let school: TestStore & { me: string };
let ids: Map<string, string>;

beforeEach(async () => {
  school = await openSchool();
  const added = await addTeachers(school.store, school.me, [
    { name: '单雄信', number: '2001', subjects: ['历史'], group: '文综组' },
    { name: '张三', number: '2002', subjects: ['语文'] },
    { name: '张三', number: '2003', subjects: ['体育'] },
    { name: '周珊' },
  ]);
  if (!added.ok) throw new Error(added.reason);
  ids = new Map((await roster(school.store)).map((teacher) => [teacher.number || teacher.name, teacher.id]));
});

afterEach(async () => {
  await cleanup();
  await school.close();
});

const input = () => page.getByRole('combobox', { name: 'Teacher' });
const names = () =>
  page
    .getByRole('option')
    .elements()
    .map((option) => option.querySelector('.label')?.textContent);

async function show(props: Partial<{ value: string; allowGuest: boolean }> = {}) {
  const onchange = vi.fn<(teacher: string | null) => void>();
  const onguest = vi.fn<(name: string) => void>();
  await render(Fixture, { store: school.store, today: '2025-10-15', onchange, onguest, ...props });
  return { onchange, onguest };
}

test('lists the roster in its order and tells namesakes apart by number, subject and group', async () => {
  await show();
  await input().click();
  await expect.poll(names).toEqual(['Zhou Jian', 'Lin Yue', 'Wang Min', '单雄信', '张三', '张三', '周珊']);
  const hints = page
    .getByRole('option', { name: /张三/u })
    .elements()
    .map((option) => option.textContent);
  expect(hints[0]).toContain('2002');
  expect(hints[1]).toContain('2003');
  await expect.element(page.getByRole('option', { name: /单雄信/u })).toHaveTextContent('文综组');
});

test('finds by pinyin initials with the surname read as one, and keeps the readings', async () => {
  const { onchange } = await show();
  await expect.poll(async () => (await searchKeys(school.store)).size, { timeout: 10_000 }).toBe(7);
  await input().click();
  await userEvent.keyboard('sxx');
  await expect.poll(names).toEqual(['单雄信']);
  await userEvent.keyboard('{Enter}');
  expect(onchange.mock.calls).toEqual([[ids.get('2001')]]);
  await expect.element(input()).toHaveValue('单雄信');
});

test('finds by name and number at once, while the readings are still on their way', async () => {
  await show();
  await input().click();
  await userEvent.keyboard('2003');
  await expect.poll(names).toEqual(['张三']);
});

test('takes kept readings without computing them anew', async () => {
  const teachers = await roster(school.store);
  await keepSearchKeys(
    school.store,
    teachers.map((teacher) => ({
      id: teacher.id,
      from: readingSource(teacher),
      keys: teacher.name === '周珊' ? ['xyz abc'] : [],
    })),
  );
  await show();
  await input().click();
  await userEvent.keyboard('xa');
  await expect.poll(names).toEqual(['周珊']);
});

test('does not offer who has left, unless chosen already', async () => {
  const gone = ids.get('2002') ?? '';
  await editTeacher(school.store, gone, { status: 'left', leftOn: '2025-07-31' });
  await show();
  await input().click();
  await userEvent.keyboard('张三');
  await expect.poll(names).toEqual(['张三']);
  await cleanup();
  await show({ value: gone });
  await expect.element(input()).toHaveValue('张三');
});

test('takes a name that is not in the list as a guest, and forgets the guest when the field is emptied', async () => {
  const { onguest, onchange } = await show({ allowGuest: true });
  await input().click();
  await userEvent.keyboard('Jo Visitor');
  await page.getByRole('option', { name: '“Jo Visitor” is a guest from another school' }).click();
  expect(onguest.mock.lastCall).toEqual(['Jo Visitor']);
  await expect.element(input()).toHaveValue('Jo Visitor');
  await page.getByRole('button', { name: 'Clear Teacher' }).click();
  expect(onguest.mock.lastCall).toEqual(['']);
  await expect.element(input()).toHaveValue('');
  expect(onchange).not.toHaveBeenCalledWith(expect.any(String));
});

test('offers no guest where none is allowed', async () => {
  await show();
  await input().click();
  await userEvent.keyboard('Jo Visitor');
  await expect.poll(() => page.getByRole('option').elements().length).toBe(0);
});
