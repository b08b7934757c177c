type Entry =
  | 'OWNER_URL'
  | 'MIGRATOR_URL'
  | 'API_URL'
  | 'WORKER_URL'
  | 'QUEUE_URL'
  | 'RECONCILER_URL'
  | 'TEMPORAL_ADDRESS'
  | 'NAMESPACE'
  | 'SECRET'
  | 'WORKFLOW_BUNDLE';

/** What `npm test` tells the tests about the servers it provisioned. */
export function fromStack(entry: Entry): string {
  const value = process.env[`ACCORD_TEST_${entry}`];
  if (value) return value;
  throw new Error(`This test needs servers: run it by "npm test -- test/…", which provides ACCORD_TEST_${entry}.`);
}
