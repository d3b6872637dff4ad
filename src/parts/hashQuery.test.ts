import { describe, expect, it } from 'vitest';
import { hashWithQuery, queryOfHash } from './hashQuery.ts';

describe('hashWithQuery and queryOfHash', () => {
  it('bring every text back as it was', () => {
    const values = { text: '张 三 & a=b?c#d', kind: 'open', group: '' };
    expect(queryOfHash(hashWithQuery('#/lessons', values), ['text', 'kind', 'group'])).toEqual(values);
  });

  it('leave an address without values as it is', () => {
    expect(hashWithQuery('#/lessons', { text: '' })).toBe('#/lessons');
    expect(queryOfHash('#/lessons', ['text'])).toEqual({ text: '' });
  });

  it('ignore what was not asked for', () => {
    expect(queryOfHash('#/lessons?evil=1&text=a', ['text'])).toEqual({ text: 'a' });
  });
});
