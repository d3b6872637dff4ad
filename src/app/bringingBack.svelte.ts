import { version } from '../../package.json';
import { FILE_ENDING, PACKED_ENDING } from '../exchange/types.ts';
import { readGuankeFile } from '../exchange/readGuankeFile.ts';
import { writeGuankeFile } from '../exchange/writeGuankeFile.ts';
import type { Incoming } from '../domain/guanke-file.ts';
import { dateOfInstant } from '../domain/date.ts';
import { fileName, save } from '../parts/saveFile.ts';
import { previewRestore, restoreBackup, type RestorePreview } from '../store/commands/restore.ts';
import { reasonOfError, type Failure } from '../store/reasons.ts';
import { readSafetyCopy, type SafetyContents, type SafetyCopy } from '../store/safety/copies.ts';
import { noteRestored, restoreDevice } from '../store/safety/restored.ts';
import type { Store } from '../store/store.ts';

/** A safety copy that a device without its records may have back, by the same way as any backup. */
export class BringingBack {
  readonly copy: SafetyCopy;
  state = $state<'reading' | 'ready' | 'empty' | 'taking'>('reading');
  /** A share of 1. */
  share = $state(0);
  failure = $state.raw<Pick<Failure, 'reason' | 'details'> | null>(null);
  preview = $state.raw<RestorePreview | null>(null);
  contents = $state.raw<SafetyContents | null>(null);
  #incoming: Incoming | null = null;

  constructor(copy: SafetyCopy) {
    this.copy = copy;
  }

  /** Reads the copy and passes it through the door that every file passes. */
  async read(): Promise<void> {
    try {
      this.contents = await readSafetyCopy(this.copy, version, (share) => (this.share = share * 0.6));
      if (!this.contents) {
        this.state = 'empty';
        return;
      }
      const read = await readGuankeFile(await this.#file(false), {
        onprogress: ({ share }) => (this.share = 0.6 + 0.4 * (share ?? 0)),
      });
      const result = read.ok ? previewRestore(read.incoming) : read;
      if (!result.ok) this.failure = result;
      else if (read.ok) {
        this.#incoming = read.incoming;
        this.preview = result.preview;
      }
      this.state = 'ready';
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Brings everything back; true when the school stands. */
  async bringBack(store: Store): Promise<boolean> {
    if (!this.#incoming || !this.contents) return false;
    this.state = 'taking';
    this.share = 0;
    this.failure = null;
    try {
      const device = await restoreDevice(store, this.contents.device);
      const onprogress = (share: number) => (this.share = share);
      const result = device.ok ? await restoreBackup(store, this.#incoming, { leaveOutBad: true, onprogress }) : device;
      if (result.ok) {
        await noteRestored(store, this.copy.node);
        return true;
      }
      this.failure = result;
      this.state = 'ready';
    } catch (error) {
      this.#fail(error);
    }
    return false;
  }

  /** Saves the copy as a backup file; `word`: what its name says it is. */
  async save(word: string): Promise<void> {
    if (!this.contents) return;
    const { school, made } = this.contents.manifest;
    const packed = 'CompressionStream' in globalThis;
    const blob = await this.#file(packed);
    const title = `${school.name} ${word}`;
    const name = fileName([school.name, word, dateOfInstant(Date.parse(made))], packed ? PACKED_ENDING : FILE_ENDING);
    save({ blob, name, title });
  }

  async #file(compress: boolean): Promise<Blob> {
    if (!this.contents) throw new Error('safety copy: nothing was read');
    const { manifest, lines, blobs } = this.contents;
    return writeGuankeFile(manifest, lines, blobs, { compress });
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.failure = { reason: reasonOfError(error), details: { message } };
    this.state = 'ready';
  }
}
