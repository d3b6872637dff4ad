import type { Incoming } from '../../domain/guanke-file.ts';
import type { TakeInUndo } from '../../store/commands/takeIn.ts';
import type { TakeInPlan } from '../../store/commands/takeInPlan.ts';
import type { Failure } from '../../store/reasons.ts';

/** Where a file stands: from the first byte to the disk. */
export type FileState = 'waiting' | 'reading' | 'refused' | 'ready' | 'taking' | 'taken' | 'undone';

/** One file (or one pasted text) that a person wants opened. */
export class OpenedFile {
  readonly name: string;
  readonly source: Blob | string;
  state = $state<FileState>('waiting');
  /** A share of 1; null where it is not known. */
  share = $state<number | null>(null);
  failure = $state.raw<Pick<Failure, 'reason' | 'details'> | null>(null);
  incoming = $state.raw<Incoming | null>(null);
  plan = $state.raw<TakeInPlan | null>(null);
  /** The person agreed to leave out what cannot be read. */
  leaveOutBad = $state(false);
  undo: TakeInUndo | null = null;

  constructor(name: string, source: Blob | string) {
    this.name = name;
    this.source = source;
  }

  /** Whether taking in would do something, and nothing is left to be answered. */
  get takeable(): boolean {
    return (
      this.state === 'ready' &&
      this.plan !== null &&
      !this.plan.nothingNew &&
      (this.plan.bad.length === 0 || this.leaveOutBad)
    );
  }
}

/** The files that a person chose, ready to be read. */
export function filesToOpen(files: readonly File[]): OpenedFile[] {
  return files.map((file) => new OpenedFile(file.name, file));
}
