/** One choice of a select field. `value` is unique in the field. */
export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

/** A named group of choices in a select field. */
export interface SelectGroup {
  label: string;
  options: readonly SelectOption[];
}

/** One choice of a radio group. */
export interface RadioOption<Value extends string = string> {
  value: Value;
  /** The radio's accessible name. */
  label: string;
  /** A few words beside or below the label, read out as a description. */
  detail?: string | undefined;
  disabled?: boolean | undefined;
  /** A choice that stands apart from the scale, such as "not applicable": narrow, with a dashed edge. */
  apart?: boolean | undefined;
}

/** One choice of a combobox. */
export interface ComboOption {
  id: string;
  label: string;
  /** Said beside the label, to tell namesakes apart. */
  hint?: string | undefined;
  /** More text to be found by, never shown: a number, initials, another spelling. */
  keywords?: string | undefined;
}
