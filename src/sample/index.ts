export { benchRubric } from './bench-rubric.ts';
export { generateSchool, type LessonBatch, type Progress, type SampleBatch, type SchoolBatch } from './generate.ts';
export { sampleSize, type SampleLocale, type SampleOptions, type SampleSize } from './options.ts';
