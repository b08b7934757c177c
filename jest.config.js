/**
 * Tests are ES modules run natively by Node 24. Pure tests need nothing else; the others read the addresses that
 * `npm test` puts into ACCORD_TEST_* after provisioning.
 *
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.accord/'],
  reporters: ['<rootDir>/test/stack/reporter.ts'],
  maxWorkers: 2,
  testTimeout: 30_000,
};
