import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { BUILD_MESSAGES, compileMessages } from './scripts/messages.mjs';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Compiles the messages at the start, and again when one of them changes during development. */
export function messages(forBuild: boolean): Plugin {
  return {
    name: 'guanke:messages',
    enforce: 'pre',
    buildStart: () => compileMessages(forBuild),
    configureServer(server) {
      const sources = fileURLToPath(new URL('./src/i18n/messages/', import.meta.url));
      server.watcher.add(sources);
      server.watcher.on('change', (file) => {
        if (!file.startsWith(sources)) return;
        compileMessages(forBuild).catch((error: Error) => server.config.logger.error(error.message));
      });
    },
  };
}

/** Puts the policy first in the head of the built page. Development needs inline styles and a socket for hot reload. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'guanke:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * Offline use. `prompt`: a new version waits until the person says so, never during an observation.
 * Everything is precached, lazy chunks too, since a classroom may have no network from the second visit on.
 */
export function offline(): PluginOption {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: false,
    strategies: 'generateSW',
    includeManifestIcons: false,
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm,json}'],
      globIgnores: ['.vite/**', 'sw.js', 'workbox-*.js'],
      navigateFallback: 'index.html',
      cleanupOutdatedCaches: true,
      // A new version takes over only when the page asks it to; the first one serves the page that is already open,
      // so that the very first visit can go offline. A claim never reloads a page.
      skipWaiting: false,
      clientsClaim: true,
      inlineWorkboxRuntime: true,
      maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    },
    manifest: {
      name: '观课 Guanke',
      short_name: '观课',
      description: '听课评课 · Lesson observation that works in any classroom, with or without a network',
      lang: 'zh-Hans',
      start_url: '.',
      scope: '.',
      display: 'standalone',
      background_color: '#fbf9f4',
      theme_color: '#0f766e',
      categories: ['education'],
      icons: [
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  });
}

/** In a build, imports of `src/i18n/paraglide/…` read the build's own output. */
export const buildMessagesAlias = {
  find: /^\.\/paraglide\/(messages|runtime)\.js$/,
  replacement: fileURLToPath(new URL(`./${BUILD_MESSAGES}/$1.js`, import.meta.url)),
};

/** Dexie's modules in place of the wrapped script for old loaders, which no bundler can look into. */
const dexieModules = { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' };

/** Sentences of other areas that stand on Today itself: they must not bring the rest of their area along. */
const ON_TODAY =
  /messages\/(exchange_(open|drop|backup\.|backup_(last|never)|only_here|drafts_only)|office_(week_day|day_|swap_(none|of)|period_time)|quotas_(mine|met|now|progress|place|task)|newyear_(line|open))/;

/** The shared file of a message's area: `…/messages/lessons_title.js` → `words-lessons`. */
function wordsOf(id: string): string {
  if (ON_TODAY.test(id)) return 'words-today';
  return `words-${/messages\/([a-z]+)_/.exec(id)?.[1] ?? 'runtime'}`;
}

/** Lists of everything, of which each importer uses a little: what they lead to is not part of whoever imports them. */
const LIST_OF_ALL = /i18n\/messages\.ts$|paraglide\/messages\.js$/;

/** The page's script and what it runs at once. */
const STARTS = /src\/(main|app\/start)\.ts$/;

/** The modules that come with the app, whatever is opened first. Each in a file of its own would cost the start a request. */
function shellFrom(start: string, importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id) || LIST_OF_ALL.test(id)) continue;
    found.add(id);
    open.push(...importsOf(id));
  }
  return found;
}

/**
 * Names the file of the modules that come with the app. What starts them stays in the file of the page's script, which also
 * has the sentences that only they say: there it runs last, when everything that it calls has been read.
 */
function shellNames(): (
  id: string,
  graph: { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null },
) => string | null {
  const start = fileURLToPath(new URL('./src/main.ts', import.meta.url));
  let shell: Set<string> | null = null;
  return (id, graph) => {
    shell ??= shellFrom(start, (each) => graph.getModuleInfo(each)?.importedIds ?? []);
    return shell.has(id) && !STARTS.test(id) ? 'shell' : null;
  };
}

export default defineConfig(({ command }) => {
  const forBuild = command === 'build';
  return {
    // Relative, so that dist works from any static host and any sub-path.
    base: './',
    plugins: [messages(forBuild), svelte(), contentSecurityPolicy(), offline()],
    resolve: { alias: forBuild ? [buildMessagesAlias, dexieModules] : [] },
    worker: { format: 'es', plugins: () => [svelte()] },
    build: {
      target: ['chrome105', 'edge105', 'firefox115', 'safari16.4'],
      manifest: true,
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: {
          codeSplitting: {
            groups: [
              { name: shellNames(), priority: 1 },
              // A sentence of one place travels with it; those of several places share one file an area, not a file each.
              { name: wordsOf, test: /\.cache\/paraglide\/messages\//, minShareCount: 2 },
            ],
            includeDependenciesRecursively: false,
          },
        },
      },
      sourcemap: false,
      // An inlined file would be a data: URL, which the policy allows for pictures only.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 400,
    },
    server: { port: 5173, strictPort: true },
  };
});
