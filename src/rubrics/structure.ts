import type { Band, NarrativePrompt } from '../domain/rubric.ts';

/** The scoring of a built-in rubric: ids, points and cut points, without a word that a person reads. */
export interface RubricStructure {
  /** What all versions of the rubric share. */
  family: string;
  /** The fixed id of this version. A shipped version never changes; a change is a new entry with the next number. */
  id: string;
  /** One scale for every indicator; `points` of levels in the order of the form. */
  scale: { type: 'levels'; points: readonly number[]; floor: number } | { type: 'points'; max: number; step: 1 | 0.5 };
  /** Share of each indicator in the total's denominator. It equals the scale's maximum, so that points add up as on paper. */
  weight: number;
  dimensions: readonly { id: string; indicators: readonly string[] }[];
  /** Indicators that may have no occasion in a lesson (no board in PE, nothing unexpected happened). */
  notApplicable: readonly string[];
  bonus: readonly { id: string; max: number }[];
  bonusPassesTotal: boolean;
  bands: readonly { id: string; from: number; rank: Band['rank'] }[];
  prompts: readonly { field: NarrativePrompt['field']; count: number }[];
}

/** Strengths and suggestions as many as the observer likes, then an overall comment. */
const FREE_PROMPTS = [
  { field: 'strengths', count: 0 },
  { field: 'suggestions', count: 0 },
  { field: 'overall', count: 0 },
] as const;

/** No bonus, no grade: a total of described levels says how far a lesson is, not what it is worth. */
const UNGRADED = { bonus: [], bonusPassesTotal: false, bands: [], prompts: FREE_PROMPTS } as const;

/** Levels 1–4; the lowest level is the floor. */
const ONE_TO_FOUR = { type: 'levels', points: [1, 2, 3, 4], floor: 1 } as const;

/** Every rubric that ships, by short name. Only structure is taken from known instruments. */
export const STRUCTURES = {
  notes: {
    family: 'builtin:notes',
    id: 'builtin:notes@1',
    scale: { type: 'levels', points: [], floor: 0 },
    weight: 1,
    dimensions: [],
    notApplicable: [],
    bonus: [],
    bonusPassesTotal: false,
    bands: [],
    prompts: [
      { field: 'strengths', count: 2 },
      { field: 'suggestions', count: 1 },
      { field: 'overall', count: 0 },
    ],
  },
  'hundred-20': {
    family: 'builtin:hundred-20',
    id: 'builtin:hundred-20@1',
    // The form's own points, so the floor is 0: a sheet of 差 throughout totals 40, as on paper.
    scale: { type: 'levels', points: [5, 4, 3, 2], floor: 0 },
    weight: 5,
    dimensions: [
      { id: 'hundred-20.goal', indicators: ['hundred-20.goal.1', 'hundred-20.goal.2'] },
      {
        id: 'hundred-20.content',
        indicators: ['hundred-20.content.1', 'hundred-20.content.2', 'hundred-20.content.3'],
      },
      {
        id: 'hundred-20.process',
        indicators: [
          'hundred-20.process.1',
          'hundred-20.process.2',
          'hundred-20.process.3',
          'hundred-20.process.4',
          'hundred-20.process.5',
        ],
      },
      {
        id: 'hundred-20.method',
        indicators: [
          'hundred-20.method.1',
          'hundred-20.method.2',
          'hundred-20.method.3',
          'hundred-20.method.4',
          'hundred-20.method.5',
          'hundred-20.method.6',
        ],
      },
      {
        id: 'hundred-20.craft',
        indicators: ['hundred-20.craft.1', 'hundred-20.craft.2', 'hundred-20.craft.3', 'hundred-20.craft.4'],
      },
    ],
    notApplicable: ['hundred-20.method.6', 'hundred-20.craft.2', 'hundred-20.craft.4'],
    bonus: [
      { id: 'hundred-20.bonus.idea', max: 2 },
      { id: 'hundred-20.bonus.style', max: 3 },
    ],
    bonusPassesTotal: false,
    bands: [
      { id: 'top', from: 90, rank: 'top' },
      { id: 'good', from: 75, rank: 'good' },
      { id: 'pass', from: 60, rank: 'pass' },
      { id: 'below', from: 0, rank: 'below' },
    ],
    prompts: FREE_PROMPTS,
  },
  'hundred-5': {
    family: 'builtin:hundred-5',
    id: 'builtin:hundred-5@1',
    scale: { type: 'points', max: 20, step: 1 },
    weight: 20,
    dimensions: [
      { id: 'hundred-5.design', indicators: ['hundred-5.design.1'] },
      { id: 'hundred-5.content', indicators: ['hundred-5.content.1'] },
      { id: 'hundred-5.method', indicators: ['hundred-5.method.1'] },
      { id: 'hundred-5.craft', indicators: ['hundred-5.craft.1'] },
      { id: 'hundred-5.climate', indicators: ['hundred-5.climate.1'] },
    ],
    notApplicable: [],
    bonus: [],
    bonusPassesTotal: false,
    bands: [
      { id: 'top', from: 85, rank: 'top' },
      { id: 'good', from: 75, rank: 'good' },
      { id: 'pass', from: 60, rank: 'pass' },
      { id: 'below', from: 0, rank: 'below' },
    ],
    prompts: FREE_PROMPTS,
  },
  licc: {
    ...UNGRADED,
    family: 'builtin:licc',
    id: 'builtin:licc@1',
    scale: ONE_TO_FOUR,
    weight: 4,
    dimensions: [
      {
        id: 'licc.learning',
        indicators: ['licc.learning.1', 'licc.learning.2', 'licc.learning.3', 'licc.learning.4', 'licc.learning.5'],
      },
      {
        id: 'licc.teaching',
        indicators: ['licc.teaching.1', 'licc.teaching.2', 'licc.teaching.3', 'licc.teaching.4', 'licc.teaching.5'],
      },
      {
        id: 'licc.curriculum',
        indicators: [
          'licc.curriculum.1',
          'licc.curriculum.2',
          'licc.curriculum.3',
          'licc.curriculum.4',
          'licc.curriculum.5',
        ],
      },
      {
        id: 'licc.culture',
        indicators: ['licc.culture.1', 'licc.culture.2', 'licc.culture.3', 'licc.culture.4', 'licc.culture.5'],
      },
    ],
    notApplicable: ['licc.teaching.5'],
  },
  teach: {
    ...UNGRADED,
    family: 'builtin:teach',
    id: 'builtin:teach@1',
    scale: { type: 'levels', points: [1, 2, 3, 4, 5], floor: 1 },
    weight: 5,
    dimensions: [
      { id: 'teach.culture', indicators: ['teach.culture.1', 'teach.culture.2'] },
      {
        id: 'teach.instruction',
        indicators: ['teach.instruction.1', 'teach.instruction.2', 'teach.instruction.3', 'teach.instruction.4'],
      },
      { id: 'teach.social', indicators: ['teach.social.1', 'teach.social.2', 'teach.social.3'] },
    ],
    notApplicable: [],
  },
  icalt: {
    ...UNGRADED,
    family: 'builtin:icalt',
    id: 'builtin:icalt@1',
    scale: ONE_TO_FOUR,
    weight: 4,
    dimensions: [
      { id: 'icalt.climate', indicators: ['icalt.climate.1', 'icalt.climate.2', 'icalt.climate.3', 'icalt.climate.4'] },
      {
        id: 'icalt.management',
        indicators: ['icalt.management.1', 'icalt.management.2', 'icalt.management.3', 'icalt.management.4'],
      },
      {
        id: 'icalt.clarity',
        indicators: [
          'icalt.clarity.1',
          'icalt.clarity.2',
          'icalt.clarity.3',
          'icalt.clarity.4',
          'icalt.clarity.5',
          'icalt.clarity.6',
          'icalt.clarity.7',
        ],
      },
      {
        id: 'icalt.activation',
        indicators: [
          'icalt.activation.1',
          'icalt.activation.2',
          'icalt.activation.3',
          'icalt.activation.4',
          'icalt.activation.5',
          'icalt.activation.6',
          'icalt.activation.7',
        ],
      },
      {
        id: 'icalt.differentiation',
        indicators: [
          'icalt.differentiation.1',
          'icalt.differentiation.2',
          'icalt.differentiation.3',
          'icalt.differentiation.4',
        ],
      },
      {
        id: 'icalt.strategies',
        indicators: [
          'icalt.strategies.1',
          'icalt.strategies.2',
          'icalt.strategies.3',
          'icalt.strategies.4',
          'icalt.strategies.5',
          'icalt.strategies.6',
        ],
      },
    ],
    notApplicable: [],
  },
  'new-teacher': {
    ...UNGRADED,
    family: 'builtin:new-teacher',
    id: 'builtin:new-teacher@1',
    scale: ONE_TO_FOUR,
    weight: 4,
    dimensions: [
      {
        id: 'new-teacher.prepare',
        indicators: ['new-teacher.prepare.1', 'new-teacher.prepare.2', 'new-teacher.prepare.3'],
      },
      {
        id: 'new-teacher.present',
        indicators: [
          'new-teacher.present.1',
          'new-teacher.present.2',
          'new-teacher.present.3',
          'new-teacher.present.4',
        ],
      },
      {
        id: 'new-teacher.manage',
        indicators: ['new-teacher.manage.1', 'new-teacher.manage.2', 'new-teacher.manage.3'],
      },
      { id: 'new-teacher.learn', indicators: ['new-teacher.learn.1', 'new-teacher.learn.2'] },
    ],
    notApplicable: ['new-teacher.present.4'],
  },
} as const satisfies Record<string, RubricStructure>;

/** The short names of the rubrics that ship. */
export type BuiltinName = keyof typeof STRUCTURES;
