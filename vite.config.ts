import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { importCircle, shellNames, wordsOf } from './scripts/chunks.mjs';
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

/** Refuses a build whose files import each other in a circle: one of them would run before what it imports is there. */
function noCircles(): Plugin {
  return {
    name: 'guanke:no-circles',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
      const circle = importCircle(new Map(files.map((file) => [file.fileName, file.imports])));
      if (circle) this.error(`Files of the build import each other: ${circle.join(' → ')}. See scripts/chunks.mjs.`);
    },
  };
}

export default defineConfig(({ command }) => {
  const forBuild = command === 'build';
  return {
    // Relative, so that dist works from any static host and any sub-path.
    base: './',
    plugins: [messages(forBuild), svelte(), contentSecurityPolicy(), noCircles(), offline()],
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
