// Serves the gallery: npx vite --config test/ui/gallery/vite.config.ts
import { join } from 'node:path';
import { defineConfig } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');

export default defineConfig({
  root: ROOT,
  publicDir: join(ROOT, 'public'),
  define: { __BUILD_TIME__: '1767225600', __BUILD_ID__: JSON.stringify('0.1.0+gallery') },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  cacheDir: join(ROOT, 'node_modules/.vite-gallery'),
  server: { port: 5199, strictPort: true, host: '127.0.0.1', hmr: false },
});
