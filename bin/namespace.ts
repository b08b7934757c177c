import { readConfig } from './config.ts';
import { explain } from './problem.ts';
import { ensureNamespace } from './stack/namespace.ts';

// Prepares a Temporal server that is not ours: its namespace and the search attributes.
try {
  const config = readConfig(['TEMPORAL_ADDRESS']);
  await ensureNamespace(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE, 120_000);
  console.log(`Temporal at ${config.TEMPORAL_ADDRESS} has the namespace "${config.TEMPORAL_NAMESPACE}".`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
