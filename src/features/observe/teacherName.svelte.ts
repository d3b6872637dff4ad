import type { Teacher } from '../../domain/people.ts';
import { Live } from '../../store/live.svelte.ts';
import { teacherById } from '../../store/queries/teachers.ts';
import type { Observation } from './observation.svelte.ts';

/** The name of whoever is observed: from the roster, or the guest's as typed; empty while nobody is named. */
export function teacherNameOf(observation: () => Observation): { readonly current: string } {
  const id = $derived(observation().fields.teacher);
  const live = $derived.by(() => {
    const teacher = id;
    return teacher ? new Live<Teacher | null>(() => teacherById(observation().store, teacher)) : null;
  });
  return {
    get current() {
      return live ? (live.current?.name ?? '') : observation().fields.guestName.trim();
    },
  };
}
