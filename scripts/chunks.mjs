// @ts-check
/** Which modules of the built app share a file. */
import { fileURLToPath } from 'node:url';

/** @typedef {{ getModuleInfo: (id: string) => { importedIds: readonly string[], code: string | null } | null }} ModuleGraph */

/** Sentences of other areas that stand on Today itself: they must not bring the rest of their area along. */
const ON_TODAY =
  /messages\/(exchange_(open|drop|backup\.|backup_(last|never)|only_here|drafts_only)|office_(week_day|day_|swap_(none|of)|period_time)|quotas_(mine|met|now|progress|place|task)|newyear_(line|open))/;

/**
 * The shared file of a message's area: `…/messages/lessons_title.js` → `words-lessons`.
 * @param {string} id
 */
export function wordsOf(id) {
  if (ON_TODAY.test(id)) return 'words-today';
  return `words-${/messages\/([a-z]+)_/.exec(id)?.[1] ?? 'runtime'}`;
}

/** Lists of everything, of which each importer uses a little: what they lead to is not part of whoever imports them. */
const LIST_OF_ALL = /i18n\/messages\.ts$|paraglide\//;

/** What every sentence asks: which language it is, how it counts. */
const LANGUAGE = /paraglide\/(runtime|registry|server)\.js$/;

/** The page's script and what it runs at once. */
const STARTS = /src\/(main|app\/start)\.ts$/;

/** A sentence in use: `m.lessons_title(` or, in a table, `m.lessons_title`. */
const SENTENCE = /\bm\.([a-z][a-z0-9_]*)/g;

/**
 * Names the files of the modules that come with the app whatever is opened (each in a file of its own would cost the start a request),
 * and of the sentences that they say. Those lie in a file that imports nothing of the app: beside a script that the modules import,
 * each file would wait for the other, and a table of words would be filled before there are any.
 * @returns {(id: string, graph: ModuleGraph) => string | null}
 */
export function shellNames() {
  const start = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  /** @type {Set<string> | null} */
  let shell = null;
  /** @type {Set<string>} */
  let said = new Set();
  return (id, graph) => {
    if (!shell) {
      shell = reachedFrom(start, graph);
      const code = [...shell].map((each) => graph.getModuleInfo(each)?.code ?? '');
      said = new Set(code.flatMap((text) => [...text.matchAll(SENTENCE)].map(([, name]) => name ?? '')));
    }
    const sentence = /paraglide\/messages\/([a-z0-9_]+)\.js$/.exec(id)?.[1];
    if (LANGUAGE.test(id) || (sentence !== undefined && said.has(sentence))) return 'shell-words';
    return shell.has(id) && !STARTS.test(id) ? 'shell' : null;
  };
}

/** @param {string} start @param {ModuleGraph} graph */
function reachedFrom(start, graph) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id) || LIST_OF_ALL.test(id)) continue;
    found.add(id);
    open.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

/**
 * Files that import each other, as the way round; null when there are none. In such a circle one file runs before what it imports is there.
 * @param {ReadonlyMap<string, readonly string[]>} imports by file
 * @returns {string[] | null}
 */
export function importCircle(imports) {
  /** @type {Set<string>} */
  const clean = new Set();
  /** @param {string} file @param {string[]} way @returns {string[] | null} */
  const from = (file, way) => {
    if (clean.has(file)) return null;
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    for (const next of imports.get(file) ?? []) {
      const circle = from(next, [...way, file]);
      if (circle) return circle;
    }
    clean.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const circle = from(file, []);
    if (circle) return circle;
  }
  return null;
}
