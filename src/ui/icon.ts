import type { LucideProps } from '@lucide/svelte';
import type { Component } from 'svelte';

/** An icon passed to a component: the default export of `@lucide/svelte/icons/<name>`. Icons are decoration, never the only name. */
export type IconComponent = Component<LucideProps>;
