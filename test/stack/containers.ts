import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { GenericContainer, Wait } from 'testcontainers';
import { Problem } from '../../bin/problem.ts';

/** PostgreSQL and Temporal in containers, for `ACCORD_TEST_STACK=containers`. */
export async function startContainers(): Promise<{
  DATABASE_URL: string;
  TEMPORAL_ADDRESS: string;
  stop: () => Promise<void>;
}> {
  try {
    const [postgres, temporal] = await Promise.all([
      new PostgreSqlContainer('postgres:18.4')
        .withCommand(['postgres', '-c', 'max_connections=200', '-c', 'fsync=off'])
        .start(),
      new GenericContainer('temporalio/temporal:1.9.1')
        .withCommand(['server', 'start-dev', '--ip', '0.0.0.0', '--headless', ...dynamicConfig])
        .withExposedPorts(7233)
        .withWaitStrategy(Wait.forListeningPorts())
        .start(),
    ]);
    return {
      DATABASE_URL: postgres.getConnectionUri(),
      TEMPORAL_ADDRESS: `${temporal.getHost()}:${temporal.getMappedPort(7233)}`,
      stop: async () => {
        await Promise.all([postgres.stop(), temporal.stop()]);
      },
    };
  } catch (error) {
    throw new Problem(
      `The test containers did not start: ${(error as Error).message}\nStart Docker, or run the tests without containers: ` +
        'ACCORD_TEST_STACK=embedded (the default) brings its own servers, ACCORD_TEST_STACK=external takes DATABASE_URL ' +
        'and TEMPORAL_ADDRESS.',
    );
  }
}

const dynamicConfig = ['frontend.WorkflowTimeSkippingEnabled=true', 'matching.enableFairness=true'].flatMap((value) => [
  '--dynamic-config-value',
  value,
]);
