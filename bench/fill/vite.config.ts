import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page that fills databases for measurements; built beside the app, never into it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  build: {
    target: 'esnext',
    outDir: fileURLToPath(new URL('../../.cache/bench/fill', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    chunkSizeWarningLimit: 1000,
  },
});
