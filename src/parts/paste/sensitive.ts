/** Personal numbers that a school's records must not hold by accident. */
export type Sensitive = 'identity' | 'phone';

/**
 * What a cell looks like: an identity-card number (mainland China 18 or 15 digits, Taiwan, Hong Kong, Singapore, United
 * Kingdom national insurance) or a telephone number; null when neither. Also sees numbers that a spreadsheet has turned
 * into 1.10101E+17.
 */
export function sensitiveKind(cell: string): Sensitive | null {
  const bare = cell
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐–.]/g, '');
  if (isIdentity(bare)) return 'identity';
  return isPhone(bare.replace(/[()]/g, '')) || isPhoneAsWritten(cell.trim()) ? 'phone' : null;
}

/**
 * What a whole column looks like: one identity-card number is enough, telephone numbers count when at least a third of
 * the filled cells are one.
 */
export function sensitiveColumn(cells: readonly string[]): Sensitive | null {
  const kinds = cells.filter((cell) => cell !== '').map(sensitiveKind);
  if (kinds.includes('identity')) return 'identity';
  const phones = kinds.filter((kind) => kind === 'phone').length;
  return phones > 0 && phones * 3 >= kinds.length ? 'phone' : null;
}

function isIdentity(bare: string): boolean {
  if (/^(\d{17}[\dX]|\d{15})$/.test(bare)) return true;
  // 110101199001011234 without its point: 110101E+17 and the like
  if (/^\d{2,15}E\+?1[47]$/.test(bare)) return true;
  if (/^[A-Z][1289]\d{8}$/.test(bare)) return isTaiwanese(bare);
  if (/^[STFGM]\d{7}[A-Z]$/.test(bare)) return true;
  if (/^[A-Z]{1,2}\d{6}\([\dA]\)$/.test(bare)) return true;
  return /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(bare);
}

/** The check digit of a Taiwanese identity number (the letter stands for two digits); staff codes rarely pass it. */
function isTaiwanese(bare: string): boolean {
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(bare.charAt(0)) + 10;
  const digits = [Math.floor(letter / 10), letter % 10, ...[...bare.slice(1)].map(Number)];
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
  return digits.reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0) % 10 === 0;
}

function isPhone(bare: string): boolean {
  if (/^(00|\+)\d{8,15}$/.test(bare)) return true;
  if (/^(86)?1\d{10}$/.test(bare)) return true;
  return /^(07\d{9}|447\d{9}|09\d{8}|8869\d{8}|852\d{8})$/.test(bare);
}

/** What only its writing gives away: 1.38001E+10, or a landline with its area code set apart. */
function isPhoneAsWritten(cell: string): boolean {
  return /^1\.\d+E\+?10$/i.test(cell) || /^\(?0\d{1,4}\)?[\s-]\d{3,4}[\s-]?\d{4}$/.test(cell);
}
