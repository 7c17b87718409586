import { defineConfig } from 'vitest/config';

// Packages resolve to their sources, so that tests need no build.
const conditions = ['@holt/source', 'module', 'import', 'node', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'tools/*/test/**/*.test.ts'],
    passWithNoTests: true,
    testTimeout: 20_000,
  },
});
