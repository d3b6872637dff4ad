export * from './header.ts';
export * from './ids.ts';
export * from './lesson.ts';
export * from './mentoring.ts';
export * from './rubric.ts';
export * from './school.ts';
export * from './sheet.ts';
export * from './runs.ts';
