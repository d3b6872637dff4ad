import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { demandOf, differences, show } from '../../tests/fixtures/measure/answers.ts';
import * as index from './index.ts';

/**
 * Runs every `@example` of this room and compares its answer. An answer stands behind the statement, on its line or, for the
 * last one, below it:
 *
 *   mean([2, 4, 9]); // 5
 *   tInterval([2, 4, 9]); // { mean: 5, lower: -3.9567 }            fields not named are not looked at
 *   percentAgreement(units); // exact 1/3, pairs 3                 the same without braces
 *   checkTable('data', [[1, 2], [3]]); // RangeError: data         an error and how its message begins
 *
 * Numbers with three decimals or more are compared to the digits shown, others to the last bit but rounding; `…` stands for the rest
 * of a list. Every name that a file of this room exports is known to every example.
 */
interface Example {
  /** file:line of the tag. */
  place: string;
  code: string;
}

interface Step {
  /** Everything up to here, the last expression returned. */
  program: string;
  shown: string;
  answer: string;
}

const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.ts') && !/\.(test|bench)\.ts$/.test(file),
);
const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./*.bench.ts'], { eager: true });
const known = Object.assign({}, ...Object.values(modules)) as Record<string, unknown>;

function examplesOf(file: string): Example[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) =>
    [...comment[0].matchAll(/@example\b([\s\S]*?)(?=\n\s*\* @|\*\/)/g)].map((tag) => ({
      place: `${file}:${text.slice(0, comment.index + tag.index).split('\n').length}`,
      code: tag[1]!.replace(/^[ \t]*\* ?/gm, '').trim(),
    })),
  );
}

function stepsOf({ place, code }: Example): Step[] {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  const comment = (ranges: ts.CommentRange[] | undefined) =>
    (ranges ?? []).map(({ pos, end }) => code.slice(pos, end).replace(/^\/\/\s*/, '')).join(' ');
  return source.statements.flatMap((statement, i) => {
    const beside = comment(ts.getTrailingCommentRanges(code, statement.end));
    const last = i === source.statements.length - 1;
    const answer = beside || (last ? comment(ts.getLeadingCommentRanges(code, statement.end)) : '');
    if (!answer) return [];
    if (!ts.isExpressionStatement(statement)) {
      throw new Error(`${place}: the answer "${answer}" stands behind something that is no expression`);
    }
    const program = `${code.slice(0, statement.pos)}\nreturn (${statement.expression.getText(source)});`;
    return [{ program, shown: statement.getText(source), answer }];
  });
}

function run({ program }: Step): unknown {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const names = Object.keys(known);
  return (new Function(...names, outputText) as (...values: unknown[]) => unknown)(...names.map((name) => known[name]));
}

/** What is wrong with an example, in words. */
function complaints(example: Example): string[] {
  const steps = stepsOf(example);
  if (steps.length === 0) return [`${example.place}: no answer behind any statement`];
  return steps.flatMap((step) => {
    const about = `${example.place}: ${step.shown}`;
    const error = /^(\w*Error)(: (.*))?$/.exec(step.answer);
    let value: unknown;
    try {
      value = run(step);
    } catch (reason) {
      const { name, message } = reason as Error;
      if (error && error[1] === name && message.startsWith(error[3] ?? '')) return [];
      return [`${about}\n  cannot be run: ${name}: ${message}`];
    }
    if (error) return [`${about}\n  throws nothing, the example says ${step.answer}`];
    try {
      return differences(value, demandOf(step.answer)).map((difference) => `${about}\n  ${difference}`);
    } catch (reason) {
      return [
        `${about}\n  the answer "${step.answer}" is no value: ${(reason as Error).message}. The value is ${show(value)}`,
      ];
    }
  });
}

const examples = files.flatMap(examplesOf);

describe('the examples of this room', () => {
  it.each(examples)('$place runs and gives its answer', (example) => {
    expect(complaints(example).join('\n')).toBe('');
  });

  it('show every function that the room exports', () => {
    const functions = Object.entries(index).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    const without = functions.filter((name) => !examples.some(({ code }) => new RegExp(`\\b${name}\\(`).test(code)));
    expect(without).toEqual([]);
  });
});

describe('the runner of the examples', () => {
  const complaintsOf = (code: string) => complaints({ place: 'here:1', code }).join('\n');

  it.each([
    'mean([2, 4, 9]); // 5',
    'const x = [2, 4, 9];\nmean(x); // 5.000',
    'mean([1, 2, 2]); // 5/3',
    'mean([1, 2, 2])!; // 1.667',
    'tInterval([2, 4, 9]); // { mean: 5, lower: -3.9567 }',
    'tInterval([2, 4, 9]);\n// mean 5, lower −3.9567, …',
    'cholesky([4, 2, 2, 3], 2); // [2, 0, …]',
    "stAnalysis([null]); // { ok: false, reason: 'not-coded' }",
    'seededRandom(1).uniform() < 1; // true',
    "stAnalysis(['S'], { practice: 2 }); // RangeError: thresholds: 2",
  ])('accepts %j', (code) => {
    expect(complaintsOf(code)).toBe('');
  });

  it.each([
    ['mean([2, 4, 9]); // 6', /is 5, the example says 6/],
    ['mean([1, 2, 2]); // 1.666', /is 1\.66/],
    ['mean([1, 2, 2]); // 1.7', /says 1\.7/],
    ['tInterval([2, 4, 9]); // { mean: 5, middle: 5 }', /has no middle, only mean, lower, upper/],
    ['cholesky([4, 2, 2, 3], 2); // [2, 0]', /has 2 items/],
    ['mean([2, 4, 9]); // about five', /is no value/],
    ['mean([2, 4, 9]);', /no answer/],
    ['unheardOf(3); // 3', /cannot be run: ReferenceError/],
    ['mean([2, 4, 9]); // RangeError', /throws nothing/],
    ["stAnalysis(['S'], { practice: 2 }); // RangeError: another", /cannot be run: RangeError/],
  ])('refuses %j', (code, message) => {
    expect(complaintsOf(code)).toMatch(message);
  });
});
