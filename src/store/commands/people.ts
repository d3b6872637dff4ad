import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Person, Teacher } from '../../domain/people.ts';
import { decode } from '../codec.ts';
import { isPinRight, makePin, PIN_FORM, type StoredPin } from '../pin.ts';
import { failure, Refusal, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** How many names of people who used this tablet are kept at hand. */
const RECENT = 8;
/** Wrong PINs in a row after which each further try waits. */
const FREE_TRIES = 5;
/** Milliseconds of that wait. */
export const WAIT_AFTER_TRIES = 30_000;
/** Milliseconds between asking for a forgotten PIN to be removed and its removal: time for its owner to notice. */
export const FORGOTTEN_WAIT = 24 * 3_600_000;

/** What this device keeps of one person's PIN; never part of a record, a file or a backup. */
interface PinState {
  pin: StoredPin;
  /** Wrong tries in a row, and when the last one was. */
  wrong: number;
  lastTry: number;
  /** When somebody said that the PIN is forgotten; null = nobody. */
  forgottenAt: number | null;
}

const pinKey = (person: Id) => `pin:${person}`;

/**
 * From now on this tablet is used by another teacher of the roster: new drafts are theirs, and the screens show what they
 * may see. Refuses one who is not in the roster or has left (`teacher-missing`, `teacher-left`). Drafts keep their author.
 */
export async function switchPerson(store: Store, teacher: Id): Promise<Result<{ person: Id }>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const row = await store.db.records.get(teacher);
    const found = row && (decode(row.doc) as Teacher);
    if (!found || found.deleted || found.kind !== 'teacher') throw new Refusal(failure('teacher-missing'));
    if (found.status === 'left') throw new Refusal(failure('teacher-left', { name: found.name }));
    const person = personIdOfTeacher(teacher);
    if (!(await store.db.records.get(person))) {
      const fields = { id: person, kind: 'person', teacher, name: found.name } as const;
      await store.db.records.put(recordRow(makeRecord<Person>(store, person, stamp(), fields)));
    }
    const [me, recent] = await store.db.meta.bulkGet(['me', 'people']);
    const before = [me?.value as Id | undefined, ...((recent?.value as Id[] | undefined) ?? [])];
    const people = [...new Set([person, ...before.filter((id) => id !== undefined)])].slice(0, RECENT);
    await store.db.meta.bulkPut([
      { key: 'me', value: person },
      { key: 'people', value: people },
    ]);
    return { person };
  });
}

/** Sets a person's PIN on this device, or takes it away with null. Refuses what is not 4–8 digits (`pin-form`). */
export async function setPin(store: Store, person: Id, pin: string | null): Promise<Result<object>> {
  if (pin !== null && !PIN_FORM.test(pin)) return failure('pin-form');
  const made = pin === null ? null : await makePin(pin);
  return write(store, [], async () => {
    if (!made) await store.db.meta.delete(pinKey(person));
    else {
      const state: PinState = { pin: made, wrong: 0, lastTry: 0, forgottenAt: null };
      await store.db.meta.put({ key: pinKey(person), value: state });
    }
    return {};
  });
}

/**
 * Whether this is the person's PIN. After five wrong ones each further try waits half a minute (`pin-wait`, seconds left); a
 * wrong one is `pin-wrong`. A right one ends a request to remove it and says whether there was one.
 */
export async function enterPin(store: Store, person: Id, pin: string): Promise<Result<{ wasForgotten: boolean }>> {
  const state = await pinState(store, person);
  if (!state) return { ok: true, wasForgotten: false };
  const now = store.now();
  // A clock that was set back must not lock anybody out for longer than the wait.
  const since = Math.abs(now - state.lastTry);
  if (state.wrong >= FREE_TRIES && since < WAIT_AFTER_TRIES)
    return failure('pin-wait', { seconds: Math.ceil((WAIT_AFTER_TRIES - since) / 1000) });
  const right = await isPinRight(state.pin, pin);
  const next: PinState = right
    ? { ...state, wrong: 0, forgottenAt: null }
    : { ...state, wrong: state.wrong + 1, lastTry: now };
  const written = await write(store, [], async () => {
    await store.db.meta.put({ key: pinKey(person), value: next });
    return {};
  });
  if (!written.ok) return written;
  return right ? { ok: true, wasForgotten: state.forgottenAt !== null } : failure('pin-wrong');
}

/**
 * Somebody forgot the PIN: the first call notes it, a call a day later takes the PIN away. Its owner sees at the next
 * unlocking that it was asked for. Answers when it can be removed; null when it is gone.
 */
export async function forgotPin(store: Store, person: Id): Promise<Result<{ removableAt: number | null }>> {
  return write(store, [], async () => {
    const state = await pinState(store, person);
    if (!state) return { removableAt: null };
    const now = store.now();
    const askedAt = state.forgottenAt === null || state.forgottenAt > now ? now : state.forgottenAt;
    if (now - askedAt >= FORGOTTEN_WAIT) {
      await store.db.meta.delete(pinKey(person));
      return { removableAt: null };
    }
    await store.db.meta.put({ key: pinKey(person), value: { ...state, forgottenAt: askedAt } });
    return { removableAt: askedAt + FORGOTTEN_WAIT };
  });
}

/** Whether a person has a PIN on this device. */
export async function hasPin(store: Store, person: Id): Promise<boolean> {
  return (await pinState(store, person)) !== null;
}

async function pinState(store: Store, person: Id): Promise<PinState | null> {
  return ((await store.db.meta.get(pinKey(person)))?.value as PinState | undefined) ?? null;
}
