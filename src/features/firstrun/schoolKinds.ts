import type { SchoolKind } from '../../domain/semester.ts';
import { m } from '../../i18n/messages.ts';
import type { RadioOption } from '../../ui/options.ts';

const MINUTES: Record<SchoolKind, number> = {
  china: 40,
  taiwan: 40,
  hongkong: 40,
  england: 60,
  singapore: 60,
  other: 45,
};

/** The lesson length that a kind of school usually has, in minutes; only a first proposal. */
export function usualMinutes(kind: SchoolKind): number {
  return MINUTES[kind];
}

/** The kinds of school to choose from, each with its school year in a few words. */
export function schoolKindOptions(): RadioOption<SchoolKind>[] {
  return [
    { value: 'china', label: m.firstrun_kind_china(), detail: m.firstrun_kind_china_terms() },
    { value: 'taiwan', label: m.firstrun_kind_taiwan(), detail: m.firstrun_kind_taiwan_terms() },
    { value: 'hongkong', label: m.firstrun_kind_hongkong(), detail: m.firstrun_kind_hongkong_terms() },
    { value: 'england', label: m.firstrun_kind_england(), detail: m.firstrun_kind_england_terms() },
    { value: 'singapore', label: m.firstrun_kind_singapore(), detail: m.firstrun_kind_singapore_terms() },
    { value: 'other', label: m.firstrun_kind_other(), detail: m.firstrun_kind_other_terms() },
  ];
}
