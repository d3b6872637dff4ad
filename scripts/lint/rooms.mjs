/**
 * The room table of docs/architecture.md as lint settings: a folder of `src/` is a room, and a room may import only
 * what its row names. A package that belongs to one room is named below it.
 */

const FEATURE_ROOMS = [
  'measure',
  'domain',
  'merge',
  'rubrics',
  'sample',
  'analysis',
  'store',
  'exchange',
  'workers',
  'i18n',
  'ui',
  'parts',
];

/** room → the rooms that it may import beside itself */
const ROOMS = {
  measure: [],
  domain: [],
  merge: ['domain'],
  rubrics: ['domain'],
  sample: ['domain'],
  analysis: ['domain', 'measure'],
  store: ['domain', 'merge'],
  exchange: ['domain', 'merge', 'analysis'],
  workers: ['domain', 'merge', 'measure', 'rubrics', 'analysis', 'exchange', 'store', 'i18n'],
  i18n: [],
  ui: ['i18n'],
  parts: ['domain', 'analysis', 'store', 'i18n', 'ui'],
  // Never another feature: what two features share moves down.
  feature: FEATURE_ROOMS,
  app: [...FEATURE_ROOMS, 'feature'],
};

/** Packages that are part of one job, and the rooms that do it. */
const PACKAGES = [
  { source: 'dexie', rooms: ['store'] },
  { source: '{chart.js,chartjs-*,@sgratzl/chartjs-*}', rooms: ['ui'] },
  { source: 'svelte-sonner', rooms: ['ui'] },
  { source: 'sv-router', rooms: ['app'] },
  { source: '@stdlib/*', rooms: ['measure'] },
  { source: '{svelte,@lucide/svelte}', rooms: ['store', 'workers', 'i18n', 'ui', 'parts', 'feature', 'app'] },
  { source: 'zod', rooms: ['domain', 'merge', 'store', 'exchange', 'workers', 'app'] },
];

const everyRoom = Object.keys(ROOMS);

/** Settings of eslint-plugin-boundaries: what a room is, and what counts as an import. */
export const roomSettings = {
  'boundaries/elements': [
    { type: 'feature', pattern: 'src/features/*', capture: ['name'], partialMatch: false },
    ...everyRoom
      .filter((room) => room !== 'feature')
      .map((room) => ({ type: room, pattern: `src/${room}`, partialMatch: false })),
  ],
  'boundaries/include': ['src/**/*'],
  'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
  'import/resolver': { typescript: { project: 'tsconfig.json' } },
};

/** Options of `boundaries/dependencies`. */
export const roomPolicies = {
  default: 'disallow',
  checkAllOrigins: true,
  message:
    'The room "{{from.element.type}}" may not import from "{{to.element.type}}" (see docs/architecture.md, Rooms). ' +
    'What two features share moves down into parts/ or analysis/.',
  policies: [
    { from: { element: { type: '*' } }, allow: { to: { module: { origin: 'external' } } } },
    ...Object.entries(ROOMS)
      .filter(([, may]) => may.length > 0)
      .map(([room, may]) => ({
        from: { element: { type: room } },
        allow: { to: { element: { types: { anyOf: may } } } },
      })),
    ...PACKAGES.map(({ source, rooms }) => ({
      from: { element: { types: { anyOf: everyRoom.filter((room) => !rooms.includes(room)) } } },
      disallow: { to: { module: { origin: 'external', source } } },
      message: `Only ${rooms.join(', ')} may import ${source} (see docs/architecture.md, Rooms).`,
    })),
    {
      from: { element: { type: '*' } },
      disallow: { to: { module: { origin: 'core' } } },
      message: 'Code of the app runs in the browser, which has no Node.js modules.',
    },
  ],
};
