import { agreed } from '../agreed.ts';
import type { Stage, Step } from './step.ts';

/** What is done about what agreements came to. */
export async function* reports(stage: Stage): AsyncGenerator<Step> {
  const { id } = await agreed(stage.org, await stage.api.as('helen'));
  const days = { from: '2025-10-01', to: '2025-11-01' };
  const logs = ['fernhill-hr', 'fernhill-it'];
  const route = 'POST /v1/agreements/:id/report/closure';
  yield stage.step(['hugo', 'fernhill-hr'], route, { ids: [id], body: days, logs });
}
