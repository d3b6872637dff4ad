import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { fitManyFacetRasch, fitMixedModel, krippendorffAlpha, type MixedModelData } from '../../src/measure/index.ts';
import { seededRandom } from '../../src/measure/random.ts';
import { SCHOOL_A, schoolA } from '../../tests/fixtures/measure/schoolA.ts';

/** What one measurement comes to: milliseconds of each run (the first one too) and what was found. */
interface Measured {
  first: number;
  runs: number[];
  detail: Record<string, unknown>;
}

function timed<T>(runs: number, work: () => T): { first: number; runs: number[]; last: T } {
  const times: number[] = [];
  let last!: T;
  for (let i = 0; i <= runs; i++) {
    const from = performance.now();
    last = work();
    times.push(performance.now() - from);
  }
  return { first: times[0] ?? NaN, runs: times.slice(1), last };
}

/** Objects and buffers of this thread, in MB. */
function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** 7,200 lesson means of school A: 300 teachers with correlated slopes, 60 observers. */
function growthSchoolA(runs: number): Measured {
  const data = growthRowsOfSchoolA();
  const { last, ...times } = timed(runs, () => fitMixedModel(data));
  if (!last.ok) throw new Error(last.reason);
  const { deviance, evaluations, structure } = last;
  return { ...times, detail: { deviance, evaluations, structure, deviancePass: deviance <= 7640.733122 + 1e-6 } };
}

function growthRowsOfSchoolA(): MixedModelData {
  const { teacher, semester, lesson, observer, rating } = schoolA();
  const n = SCHOOL_A.lessons;
  const [y, t] = [new Float64Array(n), new Float64Array(n)];
  const [who, by] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < rating.length; i++) {
    const row = lesson[i] ?? 0;
    y[row] = (y[row] ?? 0) + (rating[i] ?? 0) / SCHOOL_A.items;
    t[row] = (semester[i] ?? 0) - 3.5;
    who[row] = teacher[i] ?? 0;
    by[row] = observer[i] ?? 0;
  }
  return {
    y,
    fixed: { names: ['t'], columns: [t] },
    groups: [
      { name: 'teacher', index: who, levels: SCHOOL_A.teachers, slope: t },
      { name: 'observer', index: by, levels: SCHOOL_A.observers },
    ],
  };
}

/** 1,000 teachers over 16 semesters before 400 observers. */
interface LargeSchool {
  y: Float64Array;
  t: Float64Array;
  teacher: Int32Array;
  observer: Int32Array;
  lesson: Int32Array;
}

const LARGE = { teachers: 1000, semesters: 16, observers: 400, sheets: 100_000 } as const;

/** A sheet more than counted, for the refit. With `double`, such a share of the lessons has a second sheet, and lessons differ by 6 points (SD). */
function largeSchool(double: number): LargeSchool {
  const random = seededRandom(100_000);
  const { teachers, semesters, observers } = LARGE;
  const rows = LARGE.sheets + 1;
  const own = Array.from({ length: teachers }, () => ({ height: 8 * random.normal(), slope: 1.5 * random.normal() }));
  const severity = Array.from({ length: observers }, () => 6 * random.normal());
  const [y, t] = [new Float64Array(rows), new Float64Array(rows)];
  const [who, by, there] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)];
  let [lesson, step, itself] = [-1, 0, 0];
  for (let i = 0; i < rows; i++) {
    const again = i > 0 && there[i - 2] !== lesson && double > 0 && random.uniform() < double;
    if (!again) lesson++;
    const teacher = lesson % teachers;
    const observer =
      random.uniform() < 0.3
        ? Math.floor(observers * random.uniform())
        : (Math.floor(teacher / 15) * 6 + Math.floor(6 * random.uniform())) % observers;
    if (!again) step = Math.floor(semesters * random.uniform()) - 7.5;
    if (!again && double > 0) itself = 6 * random.normal();
    who[i] = teacher;
    by[i] = observer;
    t[i] = step;
    there[i] = lesson;
    y[i] =
      65 +
      (own[teacher]?.height ?? 0) +
      (1 + (own[teacher]?.slope ?? 0)) * step -
      (severity[observer] ?? 0) +
      itself +
      (double > 0 ? 7 : 9) * random.normal();
  }
  return { y, t, teacher: who, observer: by, lesson: there };
}

/** The first rows of the large school; with a variance of lessons where some have two sheets. */
function rowsOf({ y, t, teacher, observer, lesson }: LargeSchool, count: number, double: number): MixedModelData {
  const group = (name: string, index: Int32Array, levels: number) => ({
    name,
    index: index.subarray(0, count),
    levels,
  });
  return {
    y: y.subarray(0, count),
    fixed: { names: ['t'], columns: [t.subarray(0, count)] },
    groups: [
      { ...group('teacher', teacher, LARGE.teachers), slope: t.subarray(0, count) },
      group('observer', observer, LARGE.observers),
      ...(double > 0 ? [group('lesson', lesson, (lesson[count - 1] ?? 0) + 1)] : []),
    ],
  };
}

/** 100,000 sheets; then the same with one more, from a warm start. CPU stands beside the clock, which others on the machine move. */
function growth100k(runs: number, double = 0): Measured {
  const school = largeSchool(double);
  const before = memory();
  const { last, ...times } = timed(Math.min(runs, 3), () => fitMixedModel(rowsOf(school, LARGE.sheets, double)));
  if (!last.ok) throw new Error(last.reason);
  const grown = memory() - before;
  const refits = Array.from({ length: Math.min(runs, 5) }, () => {
    const from = process.cpuUsage();
    const start = performance.now();
    const fit = fitMixedModel(rowsOf(school, LARGE.sheets + 1, double), { start: last });
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(from);
    return { wall, cpu: (user + system) / 1000, evaluations: fit.ok ? fit.evaluations : null };
  });
  const least = (of: (refit: (typeof refits)[number]) => number) => Math.round(Math.min(...refits.map(of)));
  return {
    ...times,
    detail: {
      evaluations: last.evaluations,
      refit_ms: least(({ wall }) => wall),
      refitCpu_ms: least(({ cpu }) => cpu),
      // The clock counts what else the machine does, the processor's time what the engine's other threads do: the smaller is the fit.
      refitPass: least(({ wall, cpu }) => Math.min(wall, cpu)) <= 300,
      refitEvaluations: refits[0]?.evaluations ?? null,
      memory_mb: Math.round(grown),
    },
  };
}

/** The same where each tenth lesson was seen by two, as the school's model has it then. */
function growth100kLessons(runs: number): Measured {
  return growth100k(runs, 0.1);
}

/** 144,000 ratings of school A, person = teacher × semester, facets observer and indicator. */
function raschSchoolA(runs: number): Measured {
  const { teacher, semester, observer, item, rating } = schoolA();
  const person = teacher.map((id, i) => id * SCHOOL_A.semesters + (semester[i] ?? 0));
  const data = { person, facets: [observer, item], score: rating, min: 1, max: 5 } as never;
  // The pages that the process took while it ran: they are hardly ever given back, so that this is no less than one run holds.
  const before = process.memoryUsage().rss;
  const { last, ...times } = timed(runs, () => fitManyFacetRasch(data));
  if (!last.ok) throw new Error(last.reason);
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  return {
    ...times,
    detail: {
      iterations: last.iterations,
      logLikelihood: last.logLikelihood,
      converged: last.converged,
      memory_mb: Math.round(grown),
      memoryPass: grown <= 100,
    },
  };
}

/** 2,000 draws over 200 lessons that two observers scored by 20 indicators on five levels; lessons are drawn. */
function alphaBootstrap(runs: number): Measured {
  const random = seededRandom(200);
  const [lessons, indicators] = [200, 20];
  const data: number[][] = [[], []];
  const clusters: number[] = [];
  for (let lesson = 0; lesson < lessons; lesson++) {
    const level = 3 + random.normal();
    for (let indicator = 0; indicator < indicators; indicator++) {
      clusters.push(lesson);
      for (const row of data) row.push(Math.min(5, Math.max(1, Math.round(level + 0.8 * random.normal()))));
    }
  }
  const options = { metric: 'ordinal', bootstrap: 2000, seed: 1, clusters } as const;
  const { last, ...times } = timed(runs, () => krippendorffAlpha(data, options));
  if (!last.ok) throw new Error(last.reason);
  return { ...times, detail: { alpha: last.alpha, lower: last.lower, upper: last.upper } };
}

/** The rows of the first task as a table, for other programs. */
function lessonsOfSchoolA(): Measured {
  const { y, fixed, groups } = growthRowsOfSchoolA();
  const lines = Array.from(
    { length: y.length },
    (_, i) => `${y[i]},${fixed?.columns[0]?.[i]},${groups[0]?.index[i]},${groups[1]?.index[i]}`,
  );
  return { first: 0, runs: [], detail: { csv: ['y,t,teacher,observer', ...lines].join('\n') } };
}

const TASKS: Record<string, (runs: number) => Measured> = {
  lessonsOfSchoolA,
  growthSchoolA,
  growth100k: (runs) => growth100k(runs),
  growth100kLessons,
  raschSchoolA,
  alphaBootstrap,
};

const { task, runs } = workerData as { task: string; runs: number };
parentPort?.postMessage(TASKS[task]?.(runs));
