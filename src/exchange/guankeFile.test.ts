import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aLesson, anErasure, aRubric, aSheet, aTeacher, aWorkbook, lawRuns } from '../../tests/builders/index.ts';
import type { FileLine, FileManifest, Incoming } from '../domain/guanke-file.ts';
import { readGuankeFile } from './readGuankeFile.ts';
import { writeGuankeFile } from './writeGuankeFile.ts';

const manifest = (type: FileManifest['type'] = 'share'): FileManifest => ({
  guanke: 1,
  type,
  school: { id: 'school-1', name: '柳街小学' },
  made: '2025-10-15T08:00:00.000Z',
  by: { person: 'person-1', name: '林悦' },
  app: '0.1.0',
});
const RECORDS: FileLine[] = [
  aTeacher({ name: '单雄 “Shan”\u2028\n<b>' }),
  aRubric(),
  aLesson(),
  aSheet({ strengths: 'two\r\nlines\t🎈' }),
  anErasure('teacher', 'teacher-9'),
];
const whole = () => writeGuankeFile(manifest(), RECORDS);

async function read(source: Blob | string): Promise<Incoming> {
  const result = await readGuankeFile(source);
  if (!result.ok) throw new Error(result.reason);
  return result.incoming;
}
async function reasonOf(source: Blob | string): Promise<string> {
  const result = await readGuankeFile(source);
  return result.ok ? 'read' : result.reason;
}

describe('a file that was written', () => {
  test('is read back as it was, record by record', async () => {
    const incoming = await read(await whole());
    expect(incoming.manifest).toEqual(manifest());
    expect(incoming.records).toEqual(RECORDS);
    expect(incoming.bad).toEqual([]);
  });

  test('is readable text that begins with what it is', async () => {
    const text = await (await whole()).text();
    expect(text.startsWith('{"guanke":1,"type":"share","school":')).toBe(true);
    expect(text.trimEnd().split('\n')).toHaveLength(RECORDS.length + 2);
  });

  test.each([false, true])('carries drafts, entries and blobs in a backup (packed: %s)', async (compress) => {
    const draft = {
      id: 'd1',
      createdAt: 1,
      changedAt: 2,
      author: 'person-1',
      reopens: null,
      reopenReason: '',
      deletedAt: null,
    };
    const entry = { draftId: 'd1', id: 'field:topic', at: 2, type: 'field', name: 'topic', value: '面积' } as const;
    const blobs = [
      { id: 'b1', type: 'image/png', bytes: Uint8Array.from({ length: 1_000_001 }, (_, i) => (i * 7) % 256) },
      { id: 'b2', type: '', bytes: new Uint8Array(0) },
    ];
    const file = await writeGuankeFile(manifest('backup'), [aWorkbook(), { draft }, { entry }], blobs, { compress });
    const incoming = await read(file);
    expect(incoming.drafts).toEqual([draft]);
    expect(incoming.entries).toEqual([entry]);
    expect(incoming.blobs.map(({ id, type, bytes }) => [id, type, bytes.length])).toEqual([
      ['b1', 'image/png', 1_000_001],
      ['b2', '', 0],
    ]);
    expect(Buffer.compare(incoming.blobs[0]?.bytes ?? new Uint8Array(0), blobs[0]?.bytes ?? new Uint8Array(0))).toBe(0);
    const [first = 0, second = 0] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    expect(first === 0x1f && second === 0x8b).toBe(compress);
  });

  test('survives being pasted: words around it, a byte order mark, other line ends, empty lines', async () => {
    const text = await (await whole()).text();
    const pasted = `\uFEFF张老师，这是刚才那节课的：\r\n\r\n  ${text.replaceAll('\n', '\r\n\r\n')}谢谢！\r\n{"not":"ours"}`;
    expect((await read(pasted)).records).toEqual(RECORDS);
    expect((await read(`\uFEFF${text}`)).records).toEqual(RECORDS);
  });

  test('lists a record that cannot be read and a newer one apart, with the line', async () => {
    const newer = { ...aTeacher(), kind: 'seatPlan' } as never;
    const bad = { ...aTeacher({ id: 't-bad' }), order: 'first' } as never;
    const incoming = await read(await writeGuankeFile(manifest(), [aTeacher({ id: 't1' }), newer, bad]));
    expect(incoming.bad).toMatchObject([{ line: 4, id: 't-bad', kind: 'teacher', field: 'order' }]);
    expect(incoming.records).toHaveLength(2);
    expect([...incoming.opaque]).toEqual([(newer as { id: string }).id]);
  });

  test('of a share brings nobody’s drafts', async () => {
    const draft = {
      id: 'd',
      createdAt: 1,
      changedAt: 1,
      author: 'x',
      reopens: null,
      reopenReason: '',
      deletedAt: null,
    };
    expect((await read(await writeGuankeFile(manifest('share'), [{ draft }]))).drafts).toEqual([]);
  });
});

describe('what is no whole file', () => {
  test.each([
    ['', 'file-empty'],
    [' \r\n\uFEFF ', 'file-empty'],
    ['谢谢老师', 'file-foreign'],
    ['[{"guanke":1}]', 'file-foreign'],
    ['PK\u0003\u0004 word/document.xml', 'file-foreign'],
    ['{"guanke":2,"type":"stars"}\n', 'file-newer'],
    ['{"guanke":1,"type":"share"}\n{"end":true}', 'file-damaged'],
    ['{"guanke":1,"type":"sha', 'file-truncated'],
  ])('%j is refused as %s', async (text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
    expect(await reasonOf(new Blob([text]))).toBe(reason);
  });

  test('a foreign file of 100 MB is refused from its first bytes', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(120);
    const file = new Blob(Array.from({ length: 100 }, () => piece));
    const began = performance.now();
    expect(await reasonOf(file)).toBe('file-foreign');
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('a share of more than 50 MB is refused before it is read', async () => {
    const head = `${JSON.stringify(manifest())}\n`;
    const rest = new Uint8Array(51 * 1024 * 1024).fill(32);
    expect(await reasonOf(new Blob([head, rest]))).toBe('file-too-large');
  });

  test('a file cut anywhere is never read', async () => {
    const text = (await (await whole()).text()).trimEnd();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length - 1 }), async (end) => {
        expect(['file-empty', 'file-foreign', 'file-truncated', 'file-damaged']).toContain(
          await reasonOf(text.slice(0, end)),
        );
      }),
      lawRuns(150),
    );
  });

  test('a file with one changed character is never read as something else', async () => {
    const text = (await (await whole()).text()).trimEnd();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length - 1 }),
        fc.integer({ min: 33, max: 126 }),
        async (at, code) => {
          const other = String.fromCharCode(code);
          fc.pre(text[at] !== other);
          const result = await readGuankeFile(text.slice(0, at) + other + text.slice(at + 1));
          // The end line is not under the hash; whatever it says, the content is what was written.
          if (result.ok) expect(result.incoming.records).toEqual(RECORDS);
        },
      ),
      lawRuns(150),
    );
  });

  test('a packed file cut anywhere is never read as something else', async () => {
    const file = await writeGuankeFile(manifest('backup'), RECORDS, [], { compress: true });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.size - 1 }), async (end) => {
        const result = await readGuankeFile(file.slice(0, end));
        // Without its last bytes the packing misses its own checksum; ours still holds the content.
        if (result.ok) expect(result.incoming.records).toEqual(RECORDS);
        if (end < file.size - 8) expect(result.ok).toBe(false);
      }),
      lawRuns(40),
    );
  });

  test('lines that were taken out are noticed even where the hash was made anew', async () => {
    const lines = (await (await whole()).text()).trimEnd().split('\n');
    expect(await reasonOf([...lines.slice(0, 2), ...lines.slice(3)].join('\n'))).toBe('file-truncated');
  });
});

describe('long work', () => {
  test('stops when it is cancelled, reading and writing', async () => {
    const many = Array.from({ length: 4000 }, () => aLesson());
    const file = await writeGuankeFile(manifest(), many);
    const result = await readGuankeFile(file, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, reason: 'cancelled' });
    const stopped = writeGuankeFile(manifest(), many, [], { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow(/abort/i);
  });

  test('tells how far it is, up to the end', async () => {
    const shares: (number | null)[] = [];
    const many = Array.from({ length: 4000 }, () => aLesson());
    const file = await writeGuankeFile(manifest(), many, [], { total: 4000, onprogress: (p) => shares.push(p.share) });
    expect(shares.at(-1)).toBe(1);
    await readGuankeFile(file, { onprogress: ({ share }) => shares.push(share) });
    expect(shares.every((share) => share === null || (share >= 0 && share <= 1))).toBe(true);
    expect(shares.at(-1)).toBe(1);
  });
});
