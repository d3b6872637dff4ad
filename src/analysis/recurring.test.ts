import { describe, expect, it } from 'vitest';
import { recurringPhrases, type Passage } from './phrases.ts';
import { recurring, type RecurringInput, type RecurringSheet } from './recurring.ts';
import { rubric, writtenSheet } from './school.fixture.ts';
import { sentencesOf } from './words.ts';

const passages = (...texts: string[]): Passage[] =>
  texts.map((text, i) => ({ sheet: `sheet-${i}`, lesson: `lesson-${i}`, date: `2026-03-0${i + 1}`, text }));
const phrases = (...texts: string[]) => recurringPhrases(passages(...texts)).map(({ phrase }) => phrase);

describe('sentencesOf', () => {
  it('cuts at full stops of either script and at lines, and takes list marks off', () => {
    expect(
      sentencesOf('1. Clear goals. Calm voice!\n- 板书工整；提问有层次。②追问及时').map(({ text }) => text),
    ).toEqual(['Clear goals', 'Calm voice', '板书工整', '提问有层次', '追问及时']);
  });
  it('keeps numbers and their points whole', () => {
    expect(sentencesOf('Spent 3.5 minutes on it').map(({ text }) => text)).toEqual(['Spent 3.5 minutes on it']);
  });

  it.each(['Asked “How do you know?” and waited', '追问“为什么？”之后等了五秒', '追問「為什麼？」之後等了五秒'])(
    'leaves a question that is quoted inside a sentence in it: %s',
    (text) => {
      expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual([text]);
    },
  );

  it('ends a sentence at a question of its own', () => {
    expect(sentencesOf('Why so fast?! Slow down! 好吗？好').map(({ text }) => text)).toEqual([
      'Why so fast',
      'Slow down',
      '好吗',
      '好',
    ]);
  });
  it('of nothing, blanks and marks is nothing', () => {
    for (const text of ['', '  \n ', '。！？', '- ']) expect(sentencesOf(text)).toEqual([]);
  });
});

describe('recurringPhrases', () => {
  it('finds the same words in two lessons, whatever stands around them, and quotes whole sentences', () => {
    const [found, ...rest] = recurringPhrases(
      passages('You could leave more wait time after each question.', 'Good pace. Wait time was short today.'),
    );
    expect(rest).toEqual([]);
    expect(found).toEqual({
      phrase: 'Wait time',
      lessons: ['lesson-1', 'lesson-0'],
      quotes: [
        { sheet: 'sheet-1', lesson: 'lesson-1', date: '2026-03-02', text: 'Wait time was short today' },
        {
          sheet: 'sheet-0',
          lesson: 'lesson-0',
          date: '2026-03-01',
          text: 'You could leave more wait time after each question',
        },
      ],
    });
  });
  it('finds Chinese words without blanks between them, simplified and traditional', () => {
    expect(phrases('小组合作分工明确，学生参与面广。', '本节课小组合作分工明确')).toEqual(['小组合作分工明确']);
    expect(phrases('追問層次分明，全班投入', '提問自然，追問層次分明')).toEqual(['追問層次分明']);
    expect(phrases('建议分层设计作业', '作业可以再分层设计')).toEqual(['分层设计']);
  });
  it('counts lessons: twice in one lesson does not recur', () => {
    const twice = passages('Calm clear voice', 'Calm clear voice').map((passage) => ({ ...passage, lesson: 'same' }));
    expect(recurringPhrases(twice)).toEqual([]);
    expect(recurringPhrases(passages('Calm clear voice. Calm clear voice.'))).toEqual([]);
  });
  it('does not take words that carry a sentence, or stand in every record, for a point', () => {
    expect(phrases('the students in the class', 'the students in the class')).toEqual([]);
    expect(phrases('本节课学生都能', '本节课学生都能')).toEqual([]);
    expect(phrases('None', 'None', '无', '无')).toEqual([]);
  });
  it('neither begins nor ends with such a word', () => {
    expect(
      phrases('There was a clear learning goal for the class', 'Again a clear learning goal for everyone'),
    ).toEqual(['clear learning goal']);
  });
  it('does not join words over a comma', () => {
    expect(phrases('clear, goals matter', 'clear, goals count')).toEqual([]);
  });
  it('takes no notice of capitals and full-width letters', () => {
    expect(phrases('EXIT TICKET used', 'the exit ticket', 'ｅｘｉｔ ticket')).toEqual(['ｅｘｉｔ ticket']);
  });
  it('puts what recurs in most lessons first, then the longer', () => {
    expect(phrases('calm voice. exit ticket.', 'calm voice. exit ticket.', 'exit ticket')).toEqual([
      'exit ticket',
      'calm voice',
    ]);
  });
  it('leaves out parts of a phrase that add no lesson, keeps them where they do', () => {
    expect(phrases('model good answers aloud', 'model good answers aloud')).toEqual(['model good answers aloud']);
    expect(phrases('model good answers aloud', 'model good answers aloud', 'good answers')).toEqual(['good answers']);
  });
  it('gives at most as many as asked for', () => {
    const text = 'calm voice. exit ticket. clear goals. open questions.';
    expect(recurringPhrases(passages(text, text), 2)).toHaveLength(2);
  });
  it('of nothing is nothing', () => expect(recurringPhrases([])).toEqual([]));
  it('keeps markup and emoji as the text that they are', () => {
    const [found] = recurringPhrases(passages('<b>bold claims</b> 🎉', 'bold claims'));
    expect(found!.quotes.map(({ text }) => text)).toContain('<b>bold claims</b> 🎉');
  });
  it('stays quick with texts of 20,000 characters', () => {
    const long = Array.from({ length: 1000 }, (_, i) => `word${i % 300} calm voice`).join(' ');
    const start = performance.now();
    expect(recurringPhrases(passages(long, long)).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('recurring', () => {
  const rubrics = new Map([[rubric().id, rubric()]]);
  const read = (sheets: RecurringSheet[], more: Partial<RecurringInput> = {}) =>
    recurring({ teacher: 'lin', sheets, rubrics, from: '2026-01-01', to: '2026-12-31', ...more });
  const note = (text: string, ...indicators: string[]) => ({ id: text, t: 0, text, indicators });

  it('groups linked notes by indicator with their lessons, most lessons first', () => {
    const sheets = [
      writtenSheet({
        date: '2026-03-01',
        rubric: 'form@1',
        lesson: 'a',
        notes: [note('A1', 'talk.1'), note('A2', 'talk.1', 'goals.1')],
      }),
      writtenSheet({ date: '2026-03-02', rubric: 'form@1', lesson: 'b', notes: [note('B1', 'talk.1'), note('loose')] }),
      writtenSheet({ date: '2026-03-03', rubric: 'form@1', lesson: 'c', notes: [note('C1', 'goals.1', 'talk.1')] }),
    ];
    const { indicators, n } = read(sheets);
    expect(n).toEqual({ lessons: 3, sheets: 3 });
    expect(
      indicators.map(({ indicator, name, dimension, notes, lessons }) => [indicator, name, dimension, notes, lessons]),
    ).toEqual([
      ['talk.1', 'Talk 1', 'Talk', 4, ['c', 'b', 'a']],
      ['goals.1', 'Goals 1', 'Goals', 2, ['c', 'a']],
    ]);
    expect(indicators[0]!.quotes.map(({ text }) => text)).toEqual(['C1', 'B1', 'A1', 'A2']);
  });
  it('leaves out an indicator of one lesson only, even with many notes', () => {
    const sheets = [writtenSheet({ date: '2026-03-01', notes: [note('x', 'talk.1'), note('y', 'talk.1')] })];
    expect(read(sheets).indicators).toEqual([]);
  });
  it('names an indicator null when its rubric is not at hand', () => {
    const sheets = ['2026-03-01', '2026-03-02'].map((date) =>
      writtenSheet({ date, rubric: 'gone', notes: [note('x', 'talk.1')] }),
    );
    expect(read(sheets).indicators).toMatchObject([{ indicator: 'talk.1', name: null, dimension: null }]);
  });
  it('keeps strengths and suggestions apart', () => {
    const sheets = ['2026-03-01', '2026-03-02'].map((date) =>
      writtenSheet({ date, strengths: '板书设计清楚', suggestions: '可以给更多等待时间' }),
    );
    const { strengths, suggestions } = read(sheets);
    expect(strengths.map(({ phrase }) => phrase)).toEqual(['板书设计清楚']);
    expect(suggestions.map(({ phrase }) => phrase)).toEqual(['更多等待时间']);
  });
  it('reads only this teacher, these days, finished by others, the newest revision', () => {
    const text = { strengths: 'calm clear voice' };
    const sheets = [
      writtenSheet({ date: '2026-03-01', ...text }),
      writtenSheet({ date: '2025-12-31', ...text }),
      writtenSheet({ date: '2027-01-01', ...text }),
      writtenSheet({ date: '2026-03-02', ...text, teacher: 'mei' }),
      writtenSheet({ date: '2026-03-03', ...text, teacher: null }),
      writtenSheet({ date: '2026-03-04', ...text, role: 'self' }),
      writtenSheet({ date: '2026-03-05', ...text, observer: 'lin' }),
      writtenSheet({ date: '2026-03-06', ...text, deleted: true }),
      writtenSheet({ date: '2026-03-07', ...text, sheet: 'twice', rev: 1 }),
      writtenSheet({ date: '2026-03-07', strengths: 'something else', sheet: 'twice', rev: 2 }),
    ];
    expect(read(sheets)).toMatchObject({ strengths: [], n: { sheets: 2 } });
  });
  it('counts lessons that are one as one', () => {
    const sheets = ['a', 'b'].map((lesson) =>
      writtenSheet({ date: '2026-03-01', lesson, strengths: 'calm clear voice' }),
    );
    expect(read(sheets).strengths).toHaveLength(1);
    expect(read(sheets, { lessonsAsOne: new Map([['b', 'a']]) }).strengths).toEqual([]);
  });
  it('of no sheet is empty', () => {
    expect(read([])).toEqual({ indicators: [], strengths: [], suggestions: [], n: { lessons: 0, sheets: 0 } });
  });
});
