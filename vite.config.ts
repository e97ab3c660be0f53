import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The browser's half. The server puts a fresh nonce in place of `__NONCE__` in each page it answers with. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'src/web/public',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
});
