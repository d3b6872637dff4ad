import { mount } from 'svelte';
import * as z from 'zod/mini';
import '../ui/styles.ts';
import '../ui/theme.svelte.ts';
import App from './App.svelte';

// The strict policy forbids code made from text; without this zod would try once and be refused.
z.config({ jitless: true });

const target = document.getElementById('app');
if (target) mount(App, { target });
