import { describe, expect, it } from 'vitest';
import { sensitiveColumn, sensitiveKind } from './sensitive.ts';

describe('sensitiveKind', () => {
  it.each([
    ['18 digits', '110101199001011234'],
    ['17 digits and X', '11010119900101123x'],
    ['15 digits', '110101900101123'],
    ['full-width digits', '１１０１０１１９９００１０１１２３４'],
    ['digits in groups', '110101 19900101 1234'],
    ['what a spreadsheet made of it', '1.10101E+17'],
    ['Taiwan', 'A123456789'],
    ['Hong Kong', 'A123456(3)'],
    ['Singapore', 'S1234567D'],
    ['national insurance', 'QQ 12 34 56 C'.replace('QQ', 'AB')],
  ])('sees an identity-card number: %s', (_what, cell) => {
    expect(sensitiveKind(cell)).toBe('identity');
  });

  it.each(['13812345678', '138 1234 5678', '+86 138-1234-5678', '+44 7911 123456', '07911 123456', '0912-345-678'])(
    'sees a mobile number: %s',
    (cell) => expect(sensitiveKind(cell)).toBe('phone'),
  );

  it.each(['+852 9123 4567', '852 91234567', '010-6234 5678', '(020) 7946 0958', '1.38001E+10'])(
    'sees a telephone number: %s',
    (cell) => expect(sensitiveKind(cell)).toBe('phone'),
  );

  it.each(['1001', '20190012', 'T-0457', '2019090001', 'A123456780', '王敏', '', '2019-09-01', '三年级2班', 'QM14'])(
    'takes "%s" for what it is',
    (cell) => expect(sensitiveKind(cell)).toBeNull(),
  );
});

describe('sensitiveColumn', () => {
  it('is left out for one identity-card number among staff numbers', () => {
    expect(sensitiveColumn(['1001', '1002', '1003', '1004', '110101199001011234'])).toBe('identity');
  });
  it('is left out when a third of the filled cells are telephone numbers, blanks not counted', () => {
    expect(sensitiveColumn(['13812345678', '', '', '见档案', '不详'])).toBe('phone');
  });
  it('is used when one cell in many looks like a telephone number', () => {
    expect(sensitiveColumn(['1001', '1002', '1003', '13812345678'])).toBeNull();
  });
  it('is nothing when empty', () => {
    expect(sensitiveColumn(['', ''])).toBeNull();
  });
});
