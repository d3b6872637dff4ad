import { describe, expect, it } from 'vitest';
import { importCircle } from '../../scripts/chunks.mjs';

const files = (imports: Record<string, string[]>) => importCircle(new Map(Object.entries(imports)));

describe('importCircle', () => {
  it('is null for no files, and for files of which none leads back', () => {
    expect(files({})).toBeNull();
    expect(files({ page: ['app', 'words'], app: ['words'], words: [], other: ['app', 'page'] })).toBeNull();
  });

  it('is the way round, wherever it lies and however long it is', () => {
    expect(files({ page: ['app'], app: ['words'], words: ['app'] })).toEqual(['app', 'words', 'app']);
    expect(files({ words: ['words'] })).toEqual(['words', 'words']);
    expect(files({ a: [], b: ['a', 'c'], c: ['d'], d: ['b'] })).toEqual(['b', 'c', 'd', 'b']);
  });

  it('leaves out files that are not of the build', () => {
    expect(files({ page: ['elsewhere'] })).toBeNull();
  });
});
