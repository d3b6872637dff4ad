import { describe, expect, it } from 'vitest';
import { fileName } from './saveFile.ts';

describe('fileName', () => {
  it('joins its parts and leaves out what no system takes in a name', () => {
    expect(fileName(['Lin/Yue: "A"', '', '2025-10-15'], '.guanke.txt')).toBe('Lin Yue A 2025-10-15.guanke.txt');
  });

  it('keeps Chinese names and cuts a long one before its ending', () => {
    expect(fileName(['石春燕', '听课'], '.guanke.txt')).toBe('石春燕 听课.guanke.txt');
    expect(fileName(['x'.repeat(200)], '.guanke.txt')).toHaveLength(80 + '.guanke.txt'.length);
  });
});
