import { mount } from 'svelte';
import '../ui/styles.ts';
import '../ui/theme.svelte.ts';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
