import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['dist/'] },
  js.configs.recommended,
  {
    rules: {
      'eqeqeq': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-len': ['error', { code: 140 }],
      // Names of other people must stay text and never become markup.
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write'].map((property) => ({ property }))],
    },
  },
  { files: ['src/**'], languageOptions: { globals: globals.browser } },
  { files: ['*.js', 'tests/**', 'vite/**'], languageOptions: { globals: globals.node } },
];
