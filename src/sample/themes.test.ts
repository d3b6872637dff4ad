import { describe, expect, test } from 'vitest';
import { indicatorsOf } from '../domain/rubric.ts';
import { loadBuiltinRubrics } from '../rubrics/index.ts';
import { benchRubric } from './bench-rubric.ts';
import { themeRubric, themesOfIndicator } from './themes.ts';
import { THEMES } from './texts/shape.ts';

const rubrics = await loadBuiltinRubrics('en');

describe('themes of indicators', () => {
  test('every indicator of every built-in rubric is known', () => {
    const indicators = rubrics.flatMap((rubric) => indicatorsOf(rubric));
    expect(indicators.length).toBeGreaterThan(80);
    for (const { id } of indicators) expect(themesOfIndicator(id), id).not.toBeNull();
  });

  test('on the hundred-point form a note on any theme finds its indicator', () => {
    const { byTheme } = themeRubric(rubrics.find((rubric) => rubric.family === 'builtin:hundred-20')!);
    for (const theme of THEMES) expect(byTheme.get(theme)?.length, theme).toBeGreaterThan(0);
  });

  test('a note is first linked to the indicator whose main theme it is', () => {
    const { byTheme } = themeRubric(rubrics.find((rubric) => rubric.family === 'builtin:hundred-20')!);
    expect(byTheme.get('differ')?.[0]).toBe('hundred-20.method.4');
    expect(byTheme.get('board')).toEqual(['hundred-20.craft.2']);
  });

  test('indicators of a rubric of the school’s own take the themes in turn', () => {
    const themed = themeRubric(benchRubric());
    expect(themed.main).toHaveLength(25);
    expect(themed.main.slice(0, 18)).toEqual([...THEMES]);
  });
});
