import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { roomPolicies, roomSettings } from './scripts/lint/rooms.mjs';
import guanke from './scripts/lint/rules.mjs';
import svelteConfig from './svelte.config.js';

const TESTS = ['**/*.test.ts', 'src/**/*.fixture.svelte', 'src/**/*.harness.svelte', 'tests/**'];

const ZOD_MINI = {
  regex: '^zod(?!/mini$)',
  message: "Write import * as z from 'zod/mini'; the classic namespace costs 92 KB gzip.",
};

/** Newer than the oldest browsers that the app promises (Chrome 105, Safari 16.4), and nothing adds them. */
const TOO_NEW = [
  'MemberExpression[property.name=/^(toSorted|toReversed|toSpliced|isSubsetOf|isSupersetOf|isDisjointFrom)$/]',
  'MemberExpression[object.name="Object"][property.name="groupBy"]',
  'MemberExpression[object.name="Map"][property.name="groupBy"]',
  'MemberExpression[object.name="Promise"][property.name=/^(withResolvers|try)$/]',
  'MemberExpression[object.name="Array"][property.name="fromAsync"]',
].map((selector) => ({ selector, message: 'Chrome 105 or Safari 16.4 does not have this; write it the older way.' }));

const NOT_REACTIVE = {
  selector: 'CallExpression[callee.name="$state"] > NewExpression[callee.name=/^(Map|Set|Date|URL|URLSearchParams)$/]',
  message: 'Changes inside it are not seen; use SvelteMap, SvelteSet and the like from svelte/reactivity.',
};

export default ts.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      '.cache/',
      'test-results/',
      'playwright-report/',
      'src/i18n/paraglide/',
      'tests/boundaries/fixture/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.{ts,svelte}'],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser, svelteConfig },
    },
    plugins: { boundaries, guanke },
    settings: roomSettings,
    rules: {
      'boundaries/dependencies': ['error', roomPolicies],
      'boundaries/no-unknown-files': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [ZOD_MINI] }],
      'no-restricted-syntax': ['error', ...TOO_NEW, NOT_REACTIVE],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A plain Map is right for what no template reads; NOT_REACTIVE above finds the mistake that this rule means.
      'svelte/prefer-svelte-reactivity': 'off',
      // It takes each word of the reason behind a svelte-ignore for one more warning.
      'svelte/no-unused-svelte-ignore': 'off',
      // The compiler knows the globals of each file; this rule does not.
      'no-undef': 'off',
    },
  },
  {
    // Rules that ask the type checker. Components are left out: each would cost half a second.
    files: ['src/**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A promise that nobody awaits is a write that nobody saw fail.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/main.ts', 'src/vite-env.d.ts'],
    rules: { 'boundaries/no-unknown-files': 'off', '@typescript-eslint/triple-slash-reference': 'off' },
  },
  {
    files: ['src/**/*.svelte'],
    rules: {
      'guanke/no-raw-text': 'error',
      'guanke/no-static-style': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/block-lang': ['error', { script: ['ts'], style: null }],
      // Addresses are written through the route helper of app/routes.ts; this rule knows SvelteKit only.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    // Matrices are indexed inside their bounds; a check of every cell would hide the formula.
    files: ['src/measure/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'boundaries/dependencies': 'off',
      'guanke/no-raw-text': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'bench/**', '*.config.{js,ts}', 'tests/**/*.{ts,mjs}'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
