import { newNode } from '../merge/stamp.ts';
import { reasonOfError } from '../store/reasons.ts';
import { isMissing, openFolder } from '../store/safety/folder.ts';
import { dropRestoredCopy } from '../store/safety/restored.ts';
import type { SafetyState } from '../store/safety/state.ts';
import { SafetyWriter, type SafetyProgress } from '../store/safety/writer.ts';
import { closeStore, openStore, type Store } from '../store/store.ts';

/** What the page tells this worker. */
export type ToSafetyWorker = { type: 'keep'; database: string } | { type: 'hurry' };

/** What the page hears from it; `gone`: the database is closed to us, to be tried again with a fresh worker. */
export type FromSafetyWorker = SafetyState | { state: 'gone' };

let writer: SafetyWriter | null = null;
let last: SafetyState = { state: 'filling', bytes: 0, at: 0 };

addEventListener('message', (event: MessageEvent<ToSafetyWorker>) => {
  if (event.data.type === 'hurry') writer?.hurry();
  else void keep(event.data.database);
});

async function keep(database: string): Promise<void> {
  const gone = () => writer?.stop();
  const opened = await openStore({
    name: database,
    builtinRubric: () => Promise.resolve(null),
    onnewer: gone,
    ondeleted: gone,
    onlost: gone,
  });
  if (!opened.ok) return say({ state: 'gone' });
  const { store } = opened;
  try {
    await keepCopy(store);
    say({ state: 'gone' });
  } catch (error) {
    const reason = reasonOfError(error);
    if (reason === 'connection-lost') say({ state: 'gone' });
    else say({ ...last, state: reason === 'disk-full' ? 'full' : isMissing(error) ? 'off' : 'failed' });
  } finally {
    closeStore(store);
  }
}

async function keepCopy(store: Store): Promise<void> {
  if (!(await store.db.meta.get('school'))) return;
  const node = await nodeOf(store);
  let whole = false;
  const onprogress = (progress: SafetyProgress) => {
    say(progress);
    if (whole || progress.state !== 'ready') return;
    whole = true;
    void dropRestoredCopy(store.db).catch(() => undefined);
  };
  const folder = await openFolder(node);
  writer = new SafetyWriter({ db: store.db, folder, node, onprogress });
  await writer.run();
}

/** The clock of the database, by which its copy is known; given to one in which nobody changed anything yet. */
function nodeOf({ db }: Store): Promise<string> {
  return db.transaction('rw', db.meta, async () => {
    const kept = await db.meta.get('node');
    const node = String(kept?.value ?? newNode());
    if (!kept) await db.meta.put({ key: 'node', value: node });
    return node;
  });
}

function say(message: FromSafetyWorker): void {
  if (message.state !== 'gone') last = message;
  postMessage(message);
}
