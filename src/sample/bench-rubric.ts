import type { Dimension, Rubric } from '../domain/rubric.ts';

const DIMENSIONS = 5;
const INDICATORS = 5;

/** The rubric of the stated sheet in measurements: five dimensions with five indicators, levels 1–5, floor 1. */
export function benchRubric(): Rubric {
  const dimensions = Array.from({ length: DIMENSIONS }, (_, d): Dimension => {
    const id = `bench-25.${d + 1}`;
    return {
      id,
      name: `Dimension ${d + 1}`,
      indicators: Array.from({ length: INDICATORS }, (_, i) => ({
        id: `${id}.${i + 1}`,
        name: `Indicator ${d + 1}.${i + 1}`,
        hint: '',
        weight: 4,
        scale: {
          type: 'levels' as const,
          floor: 1,
          levels: [1, 2, 3, 4, 5].map((points) => ({ label: String(points), text: '', points })),
        },
        notApplicable: false,
      })),
    };
  });
  return {
    id: 'bench-25@1',
    kind: 'rubric',
    v: 1,
    author: 'guanke',
    about: [],
    audience: 'school',
    created: 0,
    stamp: '',
    family: 'bench-25',
    parent: null,
    title: 'Stated sheet',
    description: '',
    dimensions,
    bonus: [],
    bonusPassesTotal: false,
    bands: [],
    prompts: [],
  };
}
