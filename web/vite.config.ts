import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Built into `dist/web`, which the API serves; by `vite web` while working on the pages, against an API that runs. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic' } },
  // The API puts a new nonce in its place with every answer.
  html: { cspNonce: '%NONCE%' },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // Browsers of 2024 and later know light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    // Libraries mark what is for browsers only; all of this is.
    rolldownOptions: {
      // What most pages share comes as one file rather than dozens; shared by fewer, the inbox would load what it does not need.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 40 }] } },
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/docs', '/mailbox', '/openapi.json'].map((path) => [
        path,
        process.env.ACCORD_URL ?? 'http://localhost:3000',
      ]),
    ),
  },
});
