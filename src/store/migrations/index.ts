import type { Dexie } from 'dexie';
import { initial } from './0001-initial.ts';

/** Every migration in order; a test fails when a number is missing or a migration has no golden database. */
export const MIGRATIONS: readonly { version: number; apply: (db: Dexie) => void }[] = [{ version: 1, apply: initial }];

/** The version of the layout that this code reads and writes. */
export const STORE_VERSION = MIGRATIONS.length;
